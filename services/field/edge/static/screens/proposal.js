// A correction of somebody's record, proposed on the spot and sent when there is a network (POP-27).
// It waits sealed in the outbox under an id made here; the community's clerk decides.
import { may } from "../account.js";
import { button, field, h, say } from "../dom.js";
import { add, Full } from "../outbox.js";
import { photoPicker } from "../photos.js";
import { t } from "../texts.js";

const LARGEST = 10_000_000;

/** A box on a resident's page; nothing for whoever may not propose. `found` is the person as it was shown. */
export function proposal(app, found) {
  if (!may(app.who, "population.proposal.make") || !found.etag) return null;
  const inputs = {
    name: h("input", { type: "text", maxlength: 60, autocomplete: "off" }),
    phone: h("input", { type: "text", inputmode: "tel", maxlength: 20, autocomplete: "off" }),
    registered_address: h("input", { type: "text", maxlength: 200, autocomplete: "off" }),
  };
  const gone = h("input", { type: "checkbox" });
  const destination = h("input", { type: "text", maxlength: 100, autocomplete: "off" });
  const reason = h("input", { type: "text", maxlength: 200, autocomplete: "off" });
  const photos = photoPicker(t("拍照或选图（可选）", "Photos (if any)"), {
    most: 5,
    hint: t("如户口簿、租房合同；只给审核的人看", "Such as the lease; for whoever reviews it alone"),
  });
  const paper = h("input", { type: "file", accept: "application/pdf,.pdf" });
  async function save() {
    const corrected = {};
    for (const [name, input] of Object.entries(inputs)) if (input.value.trim()) corrected[name] = input.value.trim();
    const made = [];
    if (Object.keys(corrected).length) made.push(["correct_person", corrected]);
    if (gone.checked) made.push(["move_out", { destination: destination.value.trim() }]);
    if (!made.length) {
      say(t("请填写要更正的内容", "Fill in what has to change"), "bad");
      return;
    }
    const files = [...(await photos.files())];
    const [sheet] = paper.files;
    if (sheet && sheet.size > LARGEST) {
      say(t("PDF 不能超过 10 MB", "The PDF may have 10 MB at most"), "bad");
      return;
    }
    if (sheet) files.push({ id: crypto.randomUUID(), blob: sheet, name: sheet.name, takenAt: sheet.lastModified });
    try {
      for (const [at, [kind, values]] of made.entries()) {
        const data = {
          kind,
          values,
          proposalId: crypto.randomUUID(),
          personId: found.id,
          etag: found.etag,
          reason: reason.value.trim(),
          at: Date.now(),
        };
        await add(app.who.id, "proposal", data, {
          title: t("信息更正申请", "A proposed correction"),
          files: at ? [] : files,
        });
      }
    } catch (error) {
      if (!(error instanceof Full)) throw error;
      say(t("手机里待发送的内容已满，请先联网发送", "The phone is full of unsent things; send them first"), "bad");
      return;
    }
    app.sync();
    say(t("已保存，联网后送社区审核", "Saved; it goes to review when there is a network"));
    app.go("lookup");
  }
  return h(
    "details",
    {},
    h("summary", {}, t("信息有误，提出更正", "Something is wrong: propose a correction")),
    h("p", { class: "small" }, t("只填要改的内容，社区审核后才写入底数。", "Fill in what has to change alone; the community reviews it.")),
    field(t("姓名", "Name"), inputs.name),
    field(t("电话", "Phone"), inputs.phone),
    field(t("户籍地址", "Registered address"), inputs.registered_address),
    h("label", { class: "tick" }, gone, h("span", {}, t("已经搬走", "Has moved away"))),
    field(t("搬往哪里", "Where to"), destination),
    field(t("依据", "On what grounds"), reason, t("如：本人当面说明", "Such as: the person said so")),
    photos.box,
    field(t("PDF（可选）", "A PDF (if any)"), paper),
    button(t("已核对，提交审核", "Checked, hand on for review"), save, { kind: "primary", symbol: "pencil" }),
  );
}
