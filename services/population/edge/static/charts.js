// Draws each table of the figures as a chart. The tables are the truth: without this script they say everything.
"use strict";
(() => {
  const look = () => {
    const dark = document.documentElement.getAttribute("data-bs-theme") === "dark";
    return {
      text: getComputedStyle(document.body).color,
      line: dark ? "#3a4a63" : "#d5dde8",
      back: dark ? "#17233a" : "#ffffff",
      colours: dark ? ["#6ea8fe", "#ff9d95", "#63d3a6", "#f4c04e", "#c9a7ff", "#5fd0e0"] : ["#1756a9", "#b3261e", "#1d7a4c", "#a86500", "#6b3fb0", "#0d7490"],
    };
  };
  function read(section) {
    const columns = [...section.querySelectorAll("thead th")].slice(1).map((each) => each.textContent.trim());
    const lines = [...section.querySelectorAll("tbody tr")].map((row) => ({
      title: row.querySelector("th").textContent.trim(),
      numbers: [...row.querySelectorAll("td")].map((cell) => (cell.dataset.value === undefined ? null : Number(cell.dataset.value))),
    }));
    return { columns, lines };
  }
  function options(kind, { columns, lines }) {
    const c = look();
    const text = { color: c.text, fontSize: 13, fontFamily: getComputedStyle(document.body).fontFamily.replaceAll('"', "'") };
    const axis = { axisLabel: { color: c.text }, axisLine: { lineStyle: { color: c.line } }, splitLine: { lineStyle: { color: c.line } } };
    const common = {
      animation: false, color: c.colours, textStyle: text,
      tooltip: { trigger: kind === "pie" ? "item" : "axis", backgroundColor: c.back, textStyle: { color: c.text }, confine: true },
    };
    if (kind === "pie")
      return { ...common, series: [{
        type: "pie", radius: ["35%", "65%"], minAngle: 3, data: lines.filter((each) => each.numbers[0]).map((each) => ({ name: each.title, value: each.numbers[0] })),
        label: { color: c.text, formatter: "{b}\n{d}%" }, itemStyle: { borderColor: c.back, borderWidth: 2 },
      }] };
    const rows = [...lines].reverse();
    const whole = (value) => Math.abs(value);
    if (kind === "pyramid")
      return {
        ...common, legend: { data: columns, top: 0, textStyle: { color: c.text } }, grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
        tooltip: { ...common.tooltip, axisPointer: { type: "shadow" }, valueFormatter: whole },
        yAxis: { type: "category", data: rows.map((each) => each.title), ...axis },
        xAxis: { type: "value", ...axis, axisLabel: { color: c.text, formatter: whole } },
        series: columns.map((name, at) => ({
          name, type: "bar", stack: "all", barCategoryGap: "12%", itemStyle: at ? { decal: { symbol: "none" } } : {},
          data: rows.map((each) => (at ? each.numbers[at] : -each.numbers[at])),
        })),
      };
    if (kind === "bars")
      return {
        ...common, color: [c.colours[0], c.colours[2]], legend: { data: columns, top: 0, textStyle: { color: c.text } },
        grid: { left: 8, right: 40, top: 36, bottom: 8, containLabel: true },
        tooltip: { ...common.tooltip, axisPointer: { type: "shadow" } },
        yAxis: { type: "category", data: rows.map((each) => each.title), ...axis },
        xAxis: { type: "value", minInterval: 1, ...axis },
        series: columns.map((name, at) => ({
          name, type: "bar", barMaxWidth: 14, data: rows.map((each) => each.numbers[at] ?? "-"), label: { show: true, position: "right", color: c.text },
        })),
      };
    return {
      ...common, grid: { left: 8, right: 48, top: 12, bottom: 8, containLabel: true },
      yAxis: { type: "category", data: rows.map((each) => each.title), ...axis },
      xAxis: { type: "value", minInterval: 1, ...axis },
      series: [{ type: "bar", barMaxWidth: 26, data: rows.map((each) => each.numbers[0]), label: { show: true, position: "right", color: c.text } }],
    };
  }
  function draw(section) {
    const box = section.querySelector(".plot");
    if (!box?.clientWidth || !window.echarts) return;
    const chart = window.echarts.getInstanceByDom(box) ?? window.echarts.init(box, null, { renderer: "svg" });
    chart.resize();
    chart.setOption(options(section.dataset.chart, read(section)), true);
  }
  const all = () => document.querySelectorAll("[data-chart]").forEach(draw);
  let due = 0;
  addEventListener("resize", () => {
    clearTimeout(due);
    due = setTimeout(all, 150);
  });
  new MutationObserver(all).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
  all();
})();
