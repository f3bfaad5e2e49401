// Runs before the page is drawn: language and theme as the reader chose them, also without a network.
{
  const cookie = (name) =>
    document.cookie
      .split("; ")
      .find((each) => each.startsWith(name + "="))
      ?.slice(name.length + 1) ?? "";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = cookie("wangge_theme");
  const language =
    cookie("wangge_language") || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
  const root = document.documentElement;
  root.lang = language === "en" ? "en" : "zh-CN";
  const draw = () => {
    root.dataset.bsTheme = ["light", "dark"].includes(chosen) ? chosen : dark.matches ? "dark" : "light";
  };
  draw();
  dark.addEventListener("change", draw);
  document.title = language === "en" ? "Wangge handheld" : "网格手机端";
}
