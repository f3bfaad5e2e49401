// Draws each table of the dashboard as a chart; a bar leads to the list its number leads to. The tables are
// the truth: without this script they say everything.
"use strict";
(() => {
  const MOST = 12;
  const chinese = !document.documentElement.lang.startsWith("en");
  const other = chinese ? "其他" : "others";
  const made = new Map();

  function read(section) {
    const columns = [...section.querySelectorAll("thead th:not([data-undrawn])")].slice(1).map((each) => each.textContent.trim());
    const lines = [...section.querySelectorAll("tbody tr")].map((row) => ({
      title: row.querySelector("th").textContent.trim(),
      numbers: [...row.querySelectorAll("td[data-value]")].map((cell) => ({ value: Number(cell.dataset.value), href: cell.querySelector("a")?.href })),
    }));
    return { columns, lines };
  }
  function look() {
    const dark = document.documentElement.getAttribute("data-bs-theme") === "dark";
    return {
      text: getComputedStyle(document.body).color,
      line: dark ? "#3a4a63" : "#d5dde8",
      back: dark ? "#17233a" : "#ffffff",
      colours: dark
        ? ["#6ea8fe", "#63d3a6", "#ff9d95", "#f4c04e", "#c9a7ff", "#5fd0e0", "#ffb27d", "#a8b5c8", "#e58fc0", "#b7d66a"]
        : ["#1756a9", "#1d7a4c", "#b3261e", "#a86500", "#6b3fb0", "#0d7490", "#b4511a", "#5b6577", "#a3327a", "#5c7a12"],
    };
  }
  function options(kind, { columns, lines }, size, narrow) {
    const c = look();
    const common = {
      animation: false,
      color: c.colours,
      textStyle: { color: c.text, fontSize: size, fontFamily: getComputedStyle(document.body).fontFamily.replaceAll('"', "'") },
      tooltip: { trigger: kind === "pie" ? "item" : "axis", backgroundColor: c.back, textStyle: { color: c.text }, confine: true },
      legend: { textStyle: { color: c.text, fontSize: size }, top: 0, type: "scroll", pageTextStyle: { color: c.text } },
    };
    const axis = { axisLabel: { color: c.text, fontSize: size }, axisLine: { lineStyle: { color: c.line } }, splitLine: { lineStyle: { color: c.line } } };
    if (kind === "pie") {
      const sorted = [...lines].sort((a, b) => b.numbers[0].value - a.numbers[0].value);
      const data = sorted.slice(0, 8).map((each) => ({ name: each.title, value: each.numbers[0].value, href: each.numbers[0].href }));
      const rest = sorted.slice(8).reduce((sum, each) => sum + each.numbers[0].value, 0);
      if (rest) data.push({ name: other, value: rest });
      return { ...common, legend: { ...common.legend, show: narrow }, series: [{
        type: "pie", radius: ["35%", "65%"], center: ["50%", narrow ? "56%" : "50%"], data, minAngle: 2,
        label: { color: c.text, fontSize: size, formatter: narrow ? "{c}" : "{b}\n{c} ({d}%)" }, itemStyle: { borderColor: c.back, borderWidth: 2 },
      }] };
    }
    if (kind === "line")
      return {
        ...common, grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
        xAxis: { type: "category", data: lines.map((each) => each.title), ...axis }, yAxis: { type: "value", minInterval: 1, ...axis },
        series: columns.map((name, index) => ({
          name, type: "line", symbol: ["circle", "triangle", "rect"][index % 3], symbolSize: 7, lineStyle: { type: ["solid", "dashed", "dotted"][index % 3] },
          data: lines.map((each) => ({ value: each.numbers[index].value, href: each.numbers[index].href })),
        })),
      };
    const shown = lines.slice(0, MOST).reverse();
    return {
      ...common, grid: { left: 8, right: 32, top: 36, bottom: 8, containLabel: true },
      yAxis: { type: "category", data: shown.map((each) => each.title), ...axis, axisLabel: { ...axis.axisLabel, width: size * 9, overflow: "break" } },
      xAxis: { type: "value", minInterval: 1, ...axis },
      series: columns.map((name, index) => ({
        name, type: "bar", barMaxWidth: size * 1.6, data: shown.map((each) => ({ value: each.numbers[index].value, href: each.numbers[index].href })),
        label: { show: columns.length === 1, position: "right", color: c.text },
      })),
    };
  }
  function draw(section) {
    const box = section.querySelector(".dash-picture");
    const table = section.querySelector("table");
    if (!box || !table || !box.clientWidth) return;
    const data = read(section);
    const kind = section.dataset.chart;
    const size = Math.round(parseFloat(getComputedStyle(section).fontSize) * 0.85);
    const rows = Math.min(data.lines.length, MOST);
    const fixed = section.closest(".dash-screen");
    if (!fixed) box.setAttribute("class", `dash-picture ${kind === "bar" ? `rows-${Math.max(3, rows)}` : ""}`);
    let chart = window.echarts.getInstanceByDom(box);
    if (!chart) {
      chart = window.echarts.init(box, null, { renderer: "svg" });
      chart.on("click", (event) => {
        if (event.data?.href) location.assign(event.data.href);
      });
      made.set(box, section);
    }
    chart.resize();
    chart.setOption(options(kind, data, size, box.clientWidth < 460), true);
    const save = section.querySelector(".dash-save");
    if (save) save.hidden = false;
  }
  function all() {
    for (const [box] of made)
      if (!box.isConnected) {
        window.echarts.dispose(box);
        made.delete(box);
      }
    document.querySelectorAll("[data-chart]").forEach(draw);
  }

  async function save(button) {
    const section = button.closest("[data-chart]");
    const chart = window.echarts.getInstanceByDom(section.querySelector(".dash-picture"));
    const name = `${section.querySelector("h2").textContent.trim()}.${button.dataset.save}`;
    const svg = chart.renderToSVGString();
    const back = look().back;
    const whole = svg.replace(/^(<svg[^>]*>)/, `$1<rect width="100%" height="100%" fill="${back}"/>`);
    let address = URL.createObjectURL(new Blob([whole], { type: "image/svg+xml" }));
    if (button.dataset.save === "png") {
      const picture = new Image();
      await new Promise((done, failed) => {
        picture.onload = done;
        picture.onerror = failed;
        picture.src = address;
      });
      const canvas = document.createElement("canvas");
      canvas.width = chart.getWidth() * 2;
      canvas.height = chart.getHeight() * 2;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
      address = URL.createObjectURL(blob);
    }
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save]");
    if (button) save(button);
  });

  const form = document.querySelector("[data-dash]");
  form?.addEventListener("change", (event) => {
    if (["first", "last"].includes(event.target.name)) form.elements.span.value = "own";
    else form.requestSubmit();
  });

  let due = 0;
  addEventListener("resize", () => {
    clearTimeout(due);
    due = setTimeout(all, 150);
  });
  new MutationObserver(all).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
  document.body.addEventListener("htmx:afterSettle", all);
  document.addEventListener("wangge:page", all);
  all();
})();
