// A check-in: at a place of the route, by its code or by position, with photos and what was found (FLD-05).
import { button, field, fill, h, icon, say } from "../dom.js";
import { checkIn } from "../duty.js";
import { Full } from "../outbox.js";
import { photoPicker } from "../photos.js";
import { here } from "../position.js";
import { t } from "../texts.js";

export function checkInForm(main, app, points) {
  const { who } = app;
  const code = h("input", {
    type: "text",
    maxlength: 20,
    autocapitalize: "characters",
    autocomplete: "off",
    spellcheck: "false",
  });
  const finding = h("textarea", {
    rows: 3,
    maxlength: 1000,
    placeholder: t("没有问题可不填", "Leave it empty if all is well"),
  });
  const photos = photoPicker(t("照片（可不拍）", "Photos (may be left out)"), { moment: "before" });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const refuse = (text) => {
    problem.textContent = text;
    problem.hidden = false;
    problem.scrollIntoView({ block: "center" });
  };
  const choose = h(
    "div",
    { class: "chips", role: "group", "aria-label": t("点位", "Places") },
    ...points.map((each) =>
      button(
        each.name,
        (event) => {
          code.value = each.code;
          for (const other of choose.children)
            other.setAttribute("aria-pressed", String(other === event.currentTarget));
        },
        { kind: "chip", "aria-pressed": "false" },
      ),
    ),
  );
  const scan =
    "BarcodeDetector" in window
      ? scanner((text) => {
          code.value = text;
        })
      : null;
  const send = async (report) => {
    problem.hidden = true;
    const wanted = code.value.trim().toUpperCase();
    let position = null;
    try {
      position = await here();
    } catch (error) {
      if (!wanted) return refuse(error.message);
    }
    const name = points.find((each) => each.code === wanted)?.name ?? "";
    let made;
    try {
      made = await checkIn(who.id, {
        code: wanted,
        name,
        position,
        finding: finding.value.trim(),
        files: await photos.files(),
      });
    } catch (error) {
      if (!(error instanceof Full)) throw error;
      return refuse(
        t("手机里未上传的照片太多，请先连网上传", "Too many photos wait on this phone; connect first"),
      );
    }
    app.sync();
    if (report) {
      sessionStorage.setItem("wangge.field.finding", finding.value.trim());
      app.go(`report/${made.patrolId}/${made.checkInId}`);
    } else {
      say(t("已打卡", "Checked in"));
      app.go("patrol");
    }
    return undefined;
  };
  fill(
    main,
    h("a", { class: "back", href: "#/patrol" }, icon("arrow-left"), t("返回", "Back")),
    h("h1", {}, t("打卡", "Check in")),
    h(
      "form",
      { class: "form", on: { submit: (event) => event.preventDefault() } },
      points.length
        ? h("section", { class: "block" }, h("h2", {}, t("在哪个点位？", "At which place?")), choose)
        : null,
      field(
        t("点位编码", "Code of the place"),
        code,
        t("不填则按当前位置打卡", "Left empty, your position counts"),
      ),
      scan,
      photos.box,
      field(t("发现的问题", "What you found"), finding),
      problem,
      button(t("打卡", "Check in"), () => send(false), {
        kind: "primary big",
        symbol: "map-pin",
        type: "submit",
      }),
      button(
        t("打卡并上报发现的问题", "Check in and report the finding"),
        () =>
          finding.value.trim() ? send(true) : refuse(t("请先写明发现的问题", "Say first what you found")),
        { kind: "big", symbol: "send" },
      ),
    ),
  );
}

function scanner(read) {
  const input = h("input", { type: "file", accept: "image/*", capture: "environment", class: "over" });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    try {
      const [seen] = await new BarcodeDetector().detect(await createImageBitmap(file));
      if (seen) read(seen.rawValue.trim().split("/").at(-1));
      else say(t("照片里没有找到二维码", "No code was found in the photo"), "bad");
    } catch {
      say(t("无法识别，请手工输入编码", "Could not read it; type the code"), "bad");
    }
    input.value = "";
  });
  return h(
    "label",
    { class: "button wide file" },
    icon("qrcode"),
    h("span", {}, t("拍二维码识别点位", "Take a photo of the code")),
    input,
  );
}
