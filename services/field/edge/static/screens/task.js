// One task: what it is, and what may be done about it on a phone. Verifying shows before and after side by side and
// takes a photo made now (FLD-03, FLD-04).
import { get, Offline } from "../api.js";
import { leafOf } from "../catalogue.js";
import { button, choice, empty, facts, field, fill, h, icon, say, tag } from "../dom.js";
import { add, Full, items } from "../outbox.js";
import { photoPicker } from "../photos.js";
import { placePicker } from "../place_picker.js";
import { CAUSES, named, size, STATES, t, URGENCIES, VERBS, when, whole } from "../texts.js";
import { keep, recall } from "../vault.js";
import { videoPicker } from "../video_picker.js";

const BEFORE = new Set(["report", "import", "resubmit", "follow"]);
const AFTER = new Set(["settle", "feed_back", "verify", "confirm"]);
// What a verb asks for: the words' label and whether they are needed, photos, the place.
const FORMS = {
  sign: { done: () => t("已签收", "Accepted") },
  progress: { words: () => t("进展情况", "What was done so far"), needed: true, photos: true },
  feed_back: {
    words: () => t("处置结果", "The result"),
    needed: true,
    photos: true,
    moment: "after",
    place: true,
  },
  verify: {
    verify: true,
    words: () => t("核查说明（不通过时必填）", "What you found (needed if it did not pass)"),
    photos: true,
    fresh: true,
    moment: "after",
    place: true,
  },
  settle: {
    words: () => t("处置情况", "What was done"),
    needed: true,
    photos: true,
    moment: "after",
    place: true,
  },
  submit: { words: () => t("提交原因", "Why it goes up"), needed: true },
  confirm: { words: () => t("意见", "Remark") },
  resubmit: { words: () => t("补充内容", "What you add"), needed: true, photos: true },
};

export async function show(main, app, id, verb = "") {
  const { who } = app;
  const opened = Date.now();
  let found;
  let entries = [];
  let since = 0;
  try {
    found = await keep(who.id, `case:${id}`, await get(`/cases/${id}`));
    entries = (await get(`/cases/${id}/timeline`)).entries ?? [];
  } catch (error) {
    const known = await recall(who.id, `case:${id}`);
    if (!known) {
      fill(
        main,
        back(),
        empty(
          "wifi-off",
          error instanceof Offline
            ? t("没有网络，此件没有保存在手机上", "No network, and this one is not kept on the phone")
            : error.message,
        ),
      );
      return undefined;
    }
    if (!(error instanceof Offline)) say(error.message, "bad");
    found = known.value;
    since = known.at;
  }
  const waiting = (await items(who.id)).filter((each) => each.group === `case:${id}`);
  const actions = (found.actions ?? []).filter((each) => FORMS[each]);
  if (verb && actions.includes(verb)) return form(verb);
  return overview();

  function back() {
    return h(
      "a",
      { class: "back", href: verb ? `#/task/${id}` : "#/tasks" },
      icon("arrow-left"),
      t("返回", "Back"),
    );
  }

  function overview() {
    const clock = (found.clocks ?? []).at(-1);
    fill(
      main,
      back(),
      h("h1", {}, found.title),
      h(
        "p",
        { class: "row-tags" },
        tag(named(STATES, found.state), "ask"),
        found.urgency && found.urgency !== "URGENCY_NORMAL"
          ? tag(named(URGENCIES, found.urgency), "hot")
          : null,
        found.light === "LIGHT_RED" ? tag(t("已超时", "Overdue"), "bad") : null,
      ),
      since
        ? h(
            "p",
            { class: "stale" },
            t(
              `没有网络：这是 ${when(since)} 的内容，照片需联网查看`,
              `No network: this is from ${when(since)}; photos need a network`,
            ),
          )
        : null,
      waiting.length
        ? h(
            "p",
            { class: "unsent" },
            icon("cloud-upload"),
            t(`有 ${waiting.length} 项操作未上传`, `${waiting.length} not yet sent`),
            " ",
            h("a", { href: "#/unsent" }, t("查看", "Look")),
          )
        : null,
      actions.length
        ? h(
            "div",
            { class: "buttons" },
            ...actions.map((each, index) =>
              button(
                named(VERBS, each),
                () => (each === "sign" ? quick(each) : app.go(`task/${id}/${each}`)),
                { kind: index === 0 ? "primary big" : "big" },
              ),
            ),
          )
        : h(
            "p",
            { class: "small" },
            t(
              "此件现在没有您可以在手机上办理的操作。",
              "There is nothing for you to do about it on the phone now.",
            ),
          ),
      h("p", { class: "content" }, found.content),
      facts([
        [t("编号", "Number"), found.number],
        [t("类别", "Kind"), found.categoryTitle],
        [t("网格", "Grid"), found.gridName],
        [t("地址", "Address"), found.place?.address],
        [t("上报时间", "Reported"), whole(found.createTime)],
        [t("办理单位", "With"), found.holderName],
        [t("期限", "Due"), found.dueTime ? whole(found.dueTime) : clock?.dueAt && whole(clock.dueAt)],
        [
          t("办理要求", "Asked for"),
          (found.tasks ?? [])
            .map((each) => each.requirement)
            .filter(Boolean)
            .join("；"),
        ],
        [t("处置结果", "Result"), found.result],
      ]),
      pictures(),
      entries.length
        ? h(
            "section",
            { class: "block" },
            h("h2", {}, t("办理过程", "What happened")),
            h(
              "ol",
              { class: "history" },
              ...entries
                .toReversed()
                .slice(0, 12)
                .map((each) =>
                  h(
                    "li",
                    {},
                    h(
                      "strong",
                      {},
                      named({ ...VERBS, ...STATES }, VERBS[each.action] ? each.action : each.toState),
                    ),
                    " ",
                    each.actorName,
                    each.unitName ? `（${each.unitName}）` : "",
                    h("br"),
                    h("span", { class: "small" }, whole(each.at)),
                    each.opinion ? h("p", {}, each.opinion) : null,
                  ),
                ),
            ),
          )
        : null,
    );
  }

  function sorted() {
    const came = new Map(
      entries.flatMap((entry) => (entry.attachments ?? []).map((file) => [file.id, entry.action])),
    );
    const shots = (found.attachments ?? []).filter((each) => each.category === "picture");
    return {
      before: shots.filter((each) => BEFORE.has(came.get(each.id))),
      after: shots.filter((each) => AFTER.has(came.get(each.id))),
      rest: shots.filter((each) => !BEFORE.has(came.get(each.id)) && !AFTER.has(came.get(each.id))),
    };
  }

  function shot(file, text) {
    const address = `/api/v1/cases/${id}/attachments/${file.id}`;
    return h(
      "figure",
      {},
      h(
        "a",
        { href: address, target: "_blank", rel: "noopener" },
        h("img", { src: `${address}?thumbnail=true`, alt: text, loading: "lazy" }),
      ),
      h("figcaption", {}, text, " ", when(file.takenAt ?? file.uploadedAt)),
    );
  }

  /** The console's address gives it piece by piece, as players want it. */
  function film(file) {
    const said = `${t("视频", "Video")} ${when(file.takenAt ?? file.uploadedAt)}`;
    return h(
      "figure",
      {},
      h("video", {
        controls: true,
        playsinline: true,
        preload: "metadata",
        src: `/cases/case/${id}/file/${file.id}`,
        "aria-label": said,
      }),
      h("figcaption", {}, said, " · ", size(Number(file.sizeBytes))),
    );
  }

  function pictures() {
    if (since || !(found.attachments ?? []).length) return null;
    const { before, after, rest } = sorted();
    const column = (title, files) =>
      h(
        "div",
        {},
        h("h3", {}, title),
        ...(files.length
          ? files.map((each) => shot(each, title))
          : [h("p", { class: "small" }, t("没有照片", "No photos"))]),
      );
    const films = (found.attachments ?? []).filter((each) => each.category === "video");
    return h(
      "section",
      { class: "block" },
      h("h2", {}, t("处置前后", "Before and after")),
      ...films.map(film),
      h(
        "div",
        { class: "compare" },
        column(t("处置前", "Before"), [...before, ...rest]),
        column(t("处置后", "After"), after),
      ),
    );
  }

  async function quick(each) {
    await store(each, {}, []);
    say(FORMS[each].done());
    app.go("tasks");
  }

  async function store(each, data, files, wifi = false) {
    await add(
      who.id,
      each,
      { caseId: id, etag: found.etag, was: found.state, ...data },
      { group: `case:${id}`, title: found.title, files, wifi },
    );
    app.sync();
  }

  function form(each) {
    const wanted = FORMS[each];
    const words = h("textarea", { rows: 4, maxlength: 2000 });
    const photos = wanted.photos
      ? photoPicker(
          wanted.fresh
            ? t("现场拍一张新照片（必须）", "Take a new photo here (needed)")
            : t("照片", "Photos"),
          {
            moment: wanted.moment ?? "other",
            fresh: wanted.fresh ? opened : 0,
            hint: wanted.fresh ? t("时间和位置会随照片一起上传", "Time and position are sent with it") : "",
          },
        )
      : null;
    const video = wanted.photos && !wanted.fresh ? videoPicker({ moment: wanted.moment ?? "other" }) : null;
    const place = wanted.place ? placePicker(who, { onlyPoint: true }) : null;
    const passed = wanted.verify
      ? choice(
          t("核查结论", "Your finding"),
          "passed",
          [
            ["yes", t("通过", "Passed"), "good"],
            ["no", t("不通过，退回整改", "Not passed, back to work"), "hot"],
          ],
          "",
        )
      : null;
    const cause =
      found.light === "LIGHT_RED"
        ? h(
            "select",
            {},
            h("option", { value: "" }, t("请选择", "Choose")),
            ...Object.entries(CAUSES).map(([value, text]) => h("option", { value }, t(...text))),
          )
        : null;
    const other = h("input", { type: "text", maxlength: 200 });
    const problem = h("p", { class: "problem", role: "alert", hidden: true });
    const refuse = (text) => {
      problem.textContent = text;
      problem.hidden = false;
      problem.scrollIntoView({ block: "center" });
    };
    const send = async () => {
      const text = words.value.trim();
      const where = place?.value();
      problem.hidden = true;
      if (passed && !passed.value) return refuse(t("请选择通过或不通过", "Say whether it passed"));
      if ((wanted.needed || passed?.value === "no") && !text)
        return refuse(t("请填写说明", "Words are needed here"));
      const files = (await photos?.files()) ?? [];
      const films = (await video?.files()) ?? [];
      if (wanted.fresh && !files.length) return refuse(t("请现场拍一张新照片", "Take a new photo here"));
      if (each === "verify" && !where)
        return refuse(t("核查需要当前位置，请定位", "Verifying needs your position; locate first"));
      if (each === "settle" && !files.length && !leafOf(found.category)?.paper)
        return refuse(t("需要处置后的照片", "A photo of the result is needed"));
      if (cause && !cause.value) return refuse(t("此件已超时，请选择原因", "It is overdue; say why"));
      const data = {
        words: text,
        point: where?.point,
        passed: passed ? passed.value === "yes" : undefined,
        overrunCause: cause?.value,
        overrunWords: other.value.trim(),
      };
      try {
        await store(each, data, [...files, ...films], video?.wifi() ?? false);
      } catch (error) {
        if (!(error instanceof Full)) throw error;
        return refuse(
          t("手机里未上传的照片太多，请先连网上传", "Too many photos wait on this phone; connect first"),
        );
      }
      say(
        navigator.onLine
          ? t("已保存，正在上传", "Saved; sending it")
          : t(
              "已保存在手机上，有网络后自动上传",
              "Saved on this phone; it is sent as soon as there is a network",
            ),
      );
      app.go("tasks");
      return undefined;
    };
    fill(
      main,
      back(),
      h("h1", {}, named(VERBS, each)),
      h("p", { class: "small" }, found.title),
      wanted.verify ? pictures() : null,
      h(
        "form",
        { class: "form", on: { submit: (event) => event.preventDefault() } },
        passed,
        photos?.box,
        video?.box,
        field(wanted.words(), words),
        place?.box,
        cause
          ? h(
              "div",
              {},
              field(t("超时原因", "Why it is late"), cause),
              field(t("原因说明", "In words"), other),
            )
          : null,
        problem,
        button(t("提交", "Send"), send, { kind: "primary big", symbol: "send", type: "submit" }),
      ),
    );
  }
}
