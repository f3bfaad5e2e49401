// Campaigns: what is looked at, filled in for each place with or without a network; a problem becomes a case by one tap
// (FLD-13).
import { get, Offline } from "../api.js";
import { button, choice, empty, field, fill, h, icon, say, tag } from "../dom.js";
import { fetched, staleness } from "../kept.js";
import { add, Full, items } from "../outbox.js";
import { photoPicker } from "../photos.js";
import { myGrids, pathOf } from "../places.js";
import { t } from "../texts.js";
import { back } from "../tools.js";
import { fetchBuildings } from "./buildings.js";

/** Those that run where I patrol, with their items. */
export const fetchChecklists = (who) =>
  fetched(
    who,
    "checklists",
    async () => (await get("/checklists", { view: "mine", pageSize: 100 })).checklists ?? [],
  );

/** Whether something must be done about an answer; the server decides in the end (domain/checklist.py). */
export function alarming(item, value) {
  if (!value || item.kind === "ITEM_KIND_TEXT") return false;
  if (item.kind === "ITEM_KIND_NUMBER")
    return (
      (item.alarmBelow !== undefined && Number(value) < item.alarmBelow) ||
      (item.alarmAbove !== undefined && Number(value) > item.alarmAbove)
    );
  return (item.alarms ?? []).includes(value);
}

/** Of my grids those that take part. */
const covered = (list, grids) => {
  const places = list.placeCodes?.length ? list.placeCodes : [list.territoryCode];
  return grids.filter((grid) => places.some((place) => grid.code.startsWith(pathOf(place))));
};

const unavailable = (error) =>
  empty(
    "wifi-off",
    error instanceof Offline
      ? t("没有网络，手机里也没有保存", "No network, and nothing is kept on this phone")
      : error.said,
  );

export async function show(main, app, id = "", grid = "", building = "", room = "") {
  const { who } = app;
  let answer;
  try {
    answer = await fetchChecklists(who);
  } catch (error) {
    fill(main, back("patrol"), h("h1", {}, t("专项排查", "Campaigns")), unavailable(error));
    return;
  }
  const one = answer.value.find((each) => each.id === id);
  if (one) await sheet(main, app, one, { grid, building, room });
  else await list(main, app, answer);
}

async function list(main, app, answer) {
  const waiting = (await items(app.who.id)).filter((each) => each.kind === "checklistResult");
  fill(
    main,
    back("patrol"),
    h("h1", {}, t("专项排查", "Campaigns")),
    staleness(answer.since),
    ...answer.value.map((each) => {
      const here = waiting.filter((item) => item.data.checklistId === each.id).length;
      const done = (each.done ?? 0) + here;
      return h(
        "a",
        { class: "card row", href: `#/checklists/${each.id}` },
        h("span", { class: "row-title" }, each.title),
        h("span", { class: "small" }, `${each.firstDay} – ${each.lastDay}`),
        h(
          "span",
          { class: "row-tags" },
          tag(t(`我已填 ${done} 份`, `${done} sheets of mine`), done ? "done" : ""),
          each.expected ? tag(t(`每个网格应填 ${each.expected} 份`, `${each.expected} for each grid`)) : null,
          here ? tag(t(`${here} 份未上传`, `${here} not sent`), "warm") : null,
        ),
      );
    }),
    answer.value.length
      ? null
      : empty("clipboard-check", t("现在没有要填的专项排查", "No campaign runs here now")),
  );
}

/** A question with its answer: {item, box, value(), files()}. */
function question(item, number, changed) {
  const title = `${number}. ${item.text}`;
  const photos = photoPicker(t("拍照", "Photos"), { moment: "before", most: 4 });
  const hint = h("p", { class: "hint alarm-hint", role: "status", hidden: true });
  const more = h("div", { hidden: true }, photos.box);
  let value = () => "";
  const look = () => {
    const alarm = alarming(item, value());
    hint.hidden = !alarm;
    hint.textContent = item.photo
      ? t("有问题：请拍照，保存后可以上报成案件", "A problem: take a photo; report it after saving")
      : t("有问题：保存后可以上报成案件", "A problem: report it after saving");
    more.hidden = !alarm;
    changed();
  };
  let control;
  if (item.kind === "ITEM_KIND_YES_NO" || item.kind === "ITEM_KIND_CHOICE") {
    const options =
      item.kind === "ITEM_KIND_YES_NO"
        ? [
            ["yes", t("是", "Yes")],
            ["no", t("否", "No")],
          ]
        : (item.choices ?? []).map((each) => [each, each]);
    const moods = options.map(([name, text]) => [name, text, (item.alarms ?? []).includes(name) ? "hot" : "good"]);
    control = choice(title, `item-${item.id}`, moods, "", look);
    value = () => control.value;
  } else {
    const numeric = item.kind === "ITEM_KIND_NUMBER";
    const input = numeric
      ? h("input", { type: "text", inputmode: "decimal", maxlength: 12, autocomplete: "off" })
      : h("textarea", { rows: 2, maxlength: 500 });
    input.addEventListener("input", look);
    control = field(
      title,
      input,
      numeric ? "" : t("不要填写居民姓名、电话和证件号码", "No names, phones or identity numbers of residents"),
    );
    value = () => input.value.trim();
  }
  return {
    item,
    box: h("section", { class: "block" }, control, hint, more),
    value,
    files: async () => (more.hidden ? [] : photos.files()),
  };
}

async function sheet(main, app, list, given) {
  const { who } = app;
  const grids = covered(list, await myGrids(who));
  const buildings = given.building
    ? ((await fetchBuildings(who, given.grid).catch(() => null))?.value ?? [])
    : [];
  const house = buildings.find((each) => each.id === given.building);
  if (!grids.length) {
    fill(
      main,
      back("checklists"),
      h("h1", {}, list.title),
      empty("clipboard-check", t("您的网格不参加这项排查", "Your grid takes no part in it")),
    );
    return;
  }
  const grid = h(
    "select",
    {},
    ...grids.map((each) =>
      h("option", { value: each.code, selected: each.code === given.grid }, each.name),
    ),
  );
  const object = h("input", {
    type: "text",
    maxlength: 100,
    autocomplete: "off",
    value: house ? `${house.name}${given.room ? ` ${given.room}` : ""}` : "",
    placeholder: t("例如：3 号楼 2 单元、某某超市", "For example: building 3, entrance 2"),
  });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const refuse = (text, control) => {
    problem.textContent = text;
    problem.hidden = false;
    (control ?? problem).scrollIntoView({ block: "center" });
    control?.querySelector?.("input,textarea")?.focus();
  };
  const questions = (list.items ?? []).map((item, index) =>
    question(item, index + 1, () => {
      problem.hidden = true;
    }),
  );

  async function save() {
    problem.hidden = true;
    if (!object.value.trim())
      return refuse(t("请填写排查的是哪里", "Say what you look at"), object.parentElement);
    const answers = [];
    const files = [];
    for (const each of questions) {
      const value = each.value();
      if (!value && each.item.required)
        return refuse(t(`请回答：${each.item.text}`, `Please answer: ${each.item.text}`), each.box);
      if (!value) continue;
      if (each.item.kind === "ITEM_KIND_NUMBER" && !/^-?\d{1,11}(\.\d{1,4})?$/.test(value))
        return refuse(t(`请填数字：${each.item.text}`, `Give a number: ${each.item.text}`), each.box);
      const photos = await each.files();
      const alarm = alarming(each.item, value);
      if (alarm && each.item.photo && !photos.length)
        return refuse(t(`请拍照：${each.item.text}`, `Take a photo: ${each.item.text}`), each.box);
      answers.push({ itemId: each.item.id, value, alarm });
      files.push(...photos.map((photo) => ({ ...photo, item: each.item.id })));
    }
    const resultId = crypto.randomUUID();
    const alarms = answers.filter((each) => each.alarm).length;
    const data = {
      checklistId: list.id,
      resultId,
      territoryCode: grid.value,
      object: object.value.trim(),
      buildingId: house?.id ?? "",
      room: given.room,
      at: Date.now(),
      answers,
      alarms,
    };
    try {
      await add(who.id, "checklistResult", data, { files, title: `${list.title} ${data.object}`.slice(0, 60) });
    } catch (error) {
      if (!(error instanceof Full)) throw error;
      return refuse(
        t("手机里未上传的照片太多，请先连网上传", "Too many photos wait on this phone; connect first"),
      );
    }
    app.sync();
    say(t("已保存", "Saved"));
    saved(main, app, list, data, given);
    return undefined;
  }

  fill(
    main,
    back(house ? `buildings/${given.grid}/${house.id}/${list.id}` : "checklists"),
    h("h1", {}, list.title),
    list.note ? h("p", { class: "small" }, list.note) : null,
    h(
      "form",
      { class: "form", on: { submit: (event) => event.preventDefault() } },
      grids.length > 1 ? field(t("网格", "Grid"), grid) : null,
      field(
        t("排查的是哪里", "What you look at"),
        object,
        t("写地点，不写居民姓名", "A place, no names of residents"),
      ),
      ...questions.map((each) => each.box),
      problem,
      button(t("保存", "Save"), save, { kind: "primary big", symbol: "check", type: "submit" }),
    ),
  );
}

/** After saving: problems become cases by one tap, or the next place follows. */
function saved(main, app, list, data, given) {
  const alarms = data.answers.filter((each) => each.alarm);
  const itemOf = (answer) => list.items.find((each) => each.id === answer.itemId);
  const said = (item, value) =>
    item.kind === "ITEM_KIND_YES_NO" ? (value === "yes" ? t("是", "yes") : t("否", "no")) : value;
  fill(
    main,
    back("checklists"),
    h("h1", {}, list.title),
    h("p", { class: "saved" }, icon("circle-check"), " ", t(`已保存：${data.object}`, `Saved: ${data.object}`)),
    alarms.length
      ? h("h2", {}, t("发现的问题，点一下上报成案件", "Problems: one tap makes a case"))
      : h("p", {}, t("没有发现问题", "No problem was found")),
    ...alarms.map((answer) => {
      const item = itemOf(answer);
      return h(
        "section",
        { class: "card" },
        h("p", {}, h("strong", {}, item.text), " ", tag(said(item, answer.value), "bad")),
        button(
          t("上报成案件", "Report it"),
          () => {
            sessionStorage.setItem(
              "wangge.field.finding",
              `${data.object}：${item.text} ${said(item, answer.value)}`,
            );
            app.go(`report/result/${data.resultId}/${answer.itemId}`);
          },
          { symbol: "send", kind: "wide" },
        ),
      );
    }),
    button(
      t("填下一处", "The next place"),
      () =>
        given.building
          ? app.go(`buildings/${given.grid}/${given.building}/${list.id}`)
          : app.go(`checklists/${list.id}`, { fresh: true }),
      { kind: "primary big", symbol: "plus" },
    ),
  );
  main.scrollIntoView({ block: "start" });
}
