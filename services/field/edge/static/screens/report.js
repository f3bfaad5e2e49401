// Report: what, how urgent, where, with photos; settled on the spot or sent up; urgent matters straight to the command
// centre (FLD-02, CASE-14).
import { get } from "../api.js";
import { kindsBelow, loadKinds, search, suggest, titleOf } from "../catalogue.js";
import { ask, button, choice, field, fill, h, say, tag } from "../dom.js";
import { add, Full } from "../outbox.js";
import { photoPicker } from "../photos.js";
import { placePicker } from "../place_picker.js";
import { named, STATES, t } from "../texts.js";
import { videoPicker } from "../video_picker.js";
import { voiceRecorder } from "../voice.js";

const PAUSE = 700; // milliseconds after the last letter until the words are looked at

// Where a report may come from besides patrols, with what is said of it.
const ORIGINS = {
  result: () =>
    t("专项排查发现，上报后自动关联到排查表", "Found by a campaign; the case is linked to its sheet"),
  visit: () =>
    t("走访中听到的诉求，上报后自动关联到走访记录", "Heard at a visit; the case is linked to its record"),
  team: () =>
    t("组团服务：由派遣员组织多个单位一起办理", "Group service: dispatched to several units that work jointly"),
  dispute: () =>
    t("登记排查中发现的纠纷；当事人不写全名和电话", "A dispute that was found; no full names or phones"),
};

const AFTER = { visit: "visits", result: "checklists", team: "lookup", dispute: "screening" };

/** The address after `report/` is a patrol and its check-in, or an origin and what belongs to it. */
export async function show(main, app, from = "", first = "", second = "") {
  const { who } = app;
  const origin = ORIGINS[from];
  const [patrolId, checkInId] = origin ? ["", ""] : [from, first];
  const [resultId, itemId] = from === "result" ? [first, second] : ["", ""];
  const [visitId, heard] = from === "visit" ? [first, Number(second)] : ["", 0];
  const finding =
    from && from !== "dispute" ? (sessionStorage.getItem("wangge.field.finding") ?? "") : "";
  let kind = null;
  const words = h("textarea", {
    rows: 4,
    maxlength: 5000,
    value: finding,
    placeholder: t(
      "看到了什么？例如：东门外井盖破损，有人绊倒危险",
      "What did you see? For example: broken manhole cover at the east gate",
    ),
    "aria-required": "true",
  });
  const urgency = choice(
    t("紧急程度", "Urgency"),
    "urgency",
    [
      ["URGENCY_NORMAL", t("一般", "Normal")],
      ["URGENCY_URGENT", t("紧急", "Urgent"), "warm"],
      ["URGENCY_MAJOR", t("重大", "Major"), "hot"],
    ],
    "URGENCY_NORMAL",
  );
  const photos = photoPicker(t("拍照", "Photos"), {
    moment: "before",
    hint: t(
      "照片会在手机上压缩，没有网络也能拍",
      "Photos are made smaller on the phone; no network is needed",
    ),
  });
  const video = videoPicker({ moment: "before" });
  const voice = voiceRecorder();
  const place = placePicker(who, { changed: () => lookNear() });

  const chosen = h("p", { class: "chosen", role: "status" });
  const suggestions = h("div", {
    class: "chips",
    role: "group",
    "aria-label": t("建议的类别", "Suggested kinds"),
  });
  const find = h("input", {
    type: "search",
    autocomplete: "off",
    placeholder: t("输入关键词查找，例如 井盖", "Look one up, for example manhole"),
  });
  const found = h("div", { class: "chips" });
  const similar = h("div", { class: "similar", "aria-live": "polite" });
  const pick = (leaf) => {
    kind = leaf;
    fill(
      chosen,
      leaf ? tag(titleOf(leaf), "done") : t("未选类别，由受理员确定", "No kind chosen; the screener decides"),
    );
    fill(found);
    find.value = "";
    lookNear();
  };
  const chips = (box, leaves) =>
    fill(box, ...leaves.map((leaf) => button(titleOf(leaf), () => pick(leaf), { kind: "chip" })));
  let waiting;
  let last = "";
  const lookAtWords = () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const text = words.value.trim();
      if (text.length < 2 || text === last) return;
      last = text;
      chips(suggestions, (await suggest(text)).slice(0, 4));
    }, PAUSE);
  };
  words.addEventListener("input", lookAtWords);
  find.addEventListener("input", () => chips(found, search(find.value)));

  /** Open cases of the same kind near by: better followed than reported twice. */
  async function lookNear() {
    fill(similar);
    const position = place.position();
    if (!kind || !position || !navigator.onLine) return;
    let cases = [];
    try {
      cases = (await get("/cases:similar", { category: kind.code, ...position.point })).cases ?? [];
    } catch {
      return;
    }
    if (!cases.length) return;
    similar.append(
      h("h2", {}, t("附近已有类似上报", "Already reported near by")),
      ...cases.slice(0, 3).map((each) =>
        h(
          "div",
          { class: "card" },
          h("p", {}, each.case.title),
          h(
            "p",
            { class: "small" },
            t(`距离 ${Math.round(each.metres)} 米 · `, `${Math.round(each.metres)} m away · `),
            named(STATES, each.case.state),
          ),
          button(t("不重复上报，改为跟进此件", "Follow this one instead"), () => follow(each.case), {
            kind: "small",
            symbol: "link",
          }),
        ),
      ),
    );
  }

  async function follow(existing) {
    await add(
      who.id,
      "follow",
      { caseId: existing.id, words: words.value.trim() },
      { group: `case:${existing.id}`, title: existing.title },
    );
    say(t("已跟进此件，有进展会显示在“我上报的”", "You follow it now"));
    app.sync();
    app.go("tasks");
  }

  const after = photoPicker(t("处置后的照片", "Photos of the result"), { moment: "after" });
  const measures = h("textarea", {
    rows: 2,
    maxlength: 2000,
    placeholder: t("怎么处置的？例如：已扶正并加固", "What did you do about it?"),
  });
  const settled = h(
    "div",
    { class: "block", hidden: true },
    field(t("处置情况", "What was done"), measures),
    after.box,
  );
  const how = choice(
    t("怎么处理", "How to go on"),
    "how",
    [
      ["submit", t("上报处理", "Send it up")],
      ["settle", t("已当场处置", "I settled it")],
    ],
    "submit",
    (value) => {
      settled.hidden = value !== "settle";
    },
  );

  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const refuse = (text, control) => {
    problem.textContent = text;
    problem.hidden = false;
    (control ?? problem).focus?.();
    control?.scrollIntoView({ block: "center" });
  };

  async function send(direct) {
    problem.hidden = true;
    const content = words.value.trim();
    const where = place.value();
    const settle = !direct && how.value === "settle" ? measures.value.trim() || content : "";
    if (!content) return refuse(t("请写明情况", "Say what it is about"), words);
    if (!where) {
      place.open();
      return refuse(
        t("请定位，或选择网格", "Locate it, or choose the grid"),
        place.box.querySelector("button"),
      );
    }
    const results = settle ? await after.files() : [];
    if (settle && !results.length && !kind?.paper)
      return refuse(
        t("当场处置需要处置后的照片", "Settling on the spot needs a photo of the result"),
        after.box.querySelector("input"),
      );
    if (
      direct &&
      !(await ask(
        t("直接上报指挥中心？", "Straight to the command centre?"),
        t(
          "仅限危及安全的紧急、重大、突发情况。指挥中心会立即收到，途经各级同时收到副本。有人身危险请先拨打 110、119、120。",
          "For urgent, major or sudden dangers alone. The command centre gets it at once and the levels in between a copy. If lives are in danger call 110, 119 or 120 first.",
        ),
        t("确认直报", "Send it"),
        t("返回", "Back"),
        "danger",
      ))
    )
      return undefined;
    const data = {
      content,
      urgency: direct && urgency.value === "URGENCY_NORMAL" ? "URGENCY_URGENT" : urgency.value,
      category: kind?.code ?? "",
      place: where,
      settle,
      direct,
      at: Date.now() - 60000, // clocks a little apart must not make it happen in the future
      patrolId,
      checkInId,
      resultId,
      visitId,
      heard,
      itemId,
    };
    const files = [...(await photos.files()), ...(await video.files()), ...(await voice.files()), ...results];
    try {
      await add(who.id, "report", data, {
        files,
        title: content.slice(0, 40),
        group: checkInId ? "patrol" : "",
        // What is urgent waits for nothing.
        wifi: video.wifi() && data.urgency === "URGENCY_NORMAL",
      });
    } catch (error) {
      if (!(error instanceof Full)) throw error;
      return refuse(
        t(
          "手机里未上传的照片和视频太多，请先连网上传或删除一些",
          "Too many photos and videos wait on this phone; connect to send them, or delete some",
        ),
      );
    }
    sessionStorage.removeItem("wangge.field.finding");
    say(
      navigator.onLine
        ? t("已保存，正在上传", "Saved; sending it")
        : t(
            "已保存在手机上，有网络后自动上传",
            "Saved on this phone; it is sent as soon as there is a network",
          ),
    );
    app.sync();
    app.go(patrolId ? "patrol" : AFTER[from] || "report", { fresh: true });
    return undefined;
  }

  fill(
    main,
    h("h1", {}, t("上报", "Report")),
    patrolId
      ? h(
          "p",
          { class: "small" },
          t("巡查发现，上报后自动关联到本次巡查", "Found on patrol; the case is linked to it"),
        )
      : origin
        ? h("p", { class: "small" }, origin())
        : null,
    h(
      "form",
      { class: "form", on: { submit: (event) => event.preventDefault() } },
      field(t("情况说明", "What happened"), words),
      urgency,
      photos.box,
      video.box,
      voice.box,
      place.box,
      h(
        "section",
        { class: "block" },
        h("h2", {}, t("类别", "Kind")),
        chosen,
        suggestions,
        h(
          "details",
          { class: "more" },
          h("summary", {}, t("自己查找类别", "Look up the kind")),
          field(t("查找类别", "Look up"), find),
          found,
        ),
      ),
      similar,
      how,
      settled,
      problem,
      button(t("提交", "Send"), () => send(false), { kind: "primary big", symbol: "send", type: "submit" }),
      button(t("紧急直报指挥中心", "Urgent: straight to the command centre"), () => send(true), {
        kind: "danger big",
        symbol: "urgent",
      }),
    ),
  );
  await loadKinds(who.id);
  pick(null);
  if (from === "dispute") chips(suggestions, kindsBelow("dispute"));
  if (finding) lookAtWords();
  return () => clearTimeout(waiting);
}
