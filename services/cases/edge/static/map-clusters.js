// Circles with the number of cases, and single cases, as buttons upon the map: they can be tabbed to.
import { t } from "./map-ground.js";

const WORST = ["red", "amber", "green", "paused"];
const SIGNS = { red: "!", amber: "◔", green: "•", paused: "‖", done: "✓" };
const WORDS = {
  red: t("已超时", "overdue"), amber: t("将到期", "due soon"), green: t("正常", "in time"), paused: t("暂停计时", "clock paused"), done: t("已结束", "ended"),
};
const STACK = 18; // zoom beyond which coming closer parts nothing any more

export function spots(map, library, { open, closer }) {
  let shown = [];
  let single = new Map();
  function add(element, at) {
    const marker = new library.Marker({ element }).setLngLat(at).addTo(map);
    shown.push(marker);
  }
  function one(each) {
    const light = each.light || "done";
    const element = document.createElement("button");
    element.type = "button";
    element.className = `spot ${light}`;
    element.textContent = SIGNS[light];
    element.title = `${each.title || each.number} · ${each.state}`;
    element.setAttribute("aria-label", `${each.title || each.number}，${each.state}，${WORDS[light]}`);
    element.addEventListener("click", (event) => {
      event.stopPropagation();
      open(each);
    });
    single.set(each.id, element);
    add(element, each.at);
  }
  function many(cluster) {
    const light = WORST.find((name) => cluster.lights[name]) ?? "done";
    const element = document.createElement("button");
    element.type = "button";
    element.className = `spot many ${light} size-${cluster.count < 10 ? 1 : cluster.count < 100 ? 2 : cluster.count < 1000 ? 3 : 4}`;
    element.textContent = cluster.count < 10000 ? cluster.count : t(`${Math.round(cluster.count / 1000) / 10}万`, `${Math.round(cluster.count / 1000)}k`);
    const late = cluster.lights.red ?? 0;
    if (late) {
      const sign = document.createElement("span");
      sign.className = "spot-late";
      sign.textContent = "!";
      sign.setAttribute("aria-hidden", "true");
      element.append(sign);
    }
    const said = t(`${cluster.count} 件，其中超时 ${late} 件，点击放大`, `${cluster.count} cases, ${late} overdue; come closer`);
    element.setAttribute("aria-label", said);
    element.title = said;
    element.addEventListener("click", (event) => {
      event.stopPropagation();
      closer(cluster.at);
    });
    add(element, cluster.at);
  }
  return {
    show(clusters) {
      for (const each of shown) each.remove();
      shown = [];
      single = new Map();
      for (const cluster of clusters) {
        const whole = cluster.cases.length === cluster.count;
        if (whole && (cluster.count <= 3 || map.getZoom() >= STACK)) fan(cluster.cases).forEach(one);
        else many(cluster);
      }
    },
    mark(id) {
      for (const [key, element] of single) element.classList.toggle("marked", key === id);
    },
  };
}

// Cases at one and the same place are laid out around it, so that each can be clicked.
function fan(cases) {
  const seen = new Map();
  return cases.map((each) => {
    const key = each.at.join();
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    if (!before) return each;
    const turn = before * 2.4;
    const away = 0.00003 * Math.sqrt(before);
    return { ...each, at: [each.at[0] + away * Math.cos(turn), each.at[1] + away * Math.sin(turn)] };
  });
}
