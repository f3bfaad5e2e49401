// Small pieces of pages. Texts become text nodes, never HTML.

/** An element: attributes, `on` with listeners, then children (texts, elements, arrays, nothing). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on")
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (["value", "checked", "disabled", "hidden", "selected", "multiple", "required"].includes(name))
      element[name] = value;
    else if (value !== undefined && value !== null && value !== false)
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...present(children));
  return element;
}

const present = (children) =>
  children.flat(3).filter((each) => each !== undefined && each !== null && each !== false && each !== "");

/** Puts these children in place of what an element has; nothings are left out as in `h`. */
export const fill = (element, ...children) => element.replaceChildren(...present(children));

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/static/vendor/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

let counter = 0;

/** A labelled control; `hint` stands under it. */
export function field(label, control, hint = "") {
  control.id ||= `control-${(counter += 1)}`;
  if (!hint) return h("div", { class: "field" }, h("label", { for: control.id }, label), control);
  const said = h("p", { class: "hint", id: `${control.id}-hint` }, hint);
  control.setAttribute("aria-describedby", said.id);
  return h("div", { class: "field" }, h("label", { for: control.id }, label), control, said);
}

/** A choice of few as big buttons (radio group). */
export function choice(legend, name, options, chosen, changed = () => {}) {
  const group = h("fieldset", { class: "choice" }, h("legend", {}, legend));
  for (const [value, text, mood] of options) {
    const input = h("input", {
      type: "radio",
      name,
      value,
      checked: value === chosen,
      on: { change: () => changed(value) },
    });
    group.append(h("label", { class: mood ? `pick ${mood}` : "pick" }, input, h("span", {}, text)));
  }
  Object.defineProperty(group, "value", { get: () => group.querySelector("input:checked")?.value ?? "" });
  return group;
}

export function button(text, action, { kind = "", symbol = "", type = "button", ...more } = {}) {
  const made = h(
    "button",
    { type, class: `button ${kind}`.trim(), ...more },
    symbol && icon(symbol),
    h("span", {}, text),
  );
  if (action)
    made.addEventListener("click", async (event) => {
      if (made.disabled) return;
      made.disabled = true;
      try {
        await action(event);
      } finally {
        made.disabled = false;
      }
    });
  return made;
}

/** Facts as pairs of name and value; those without a value are left out. */
export function facts(pairs) {
  const list = h("dl", { class: "facts" });
  for (const [name, value] of pairs)
    if (value !== "" && value !== undefined && value !== null)
      list.append(h("div", {}, h("dt", {}, name), h("dd", {}, value)));
  return list;
}

export const empty = (symbol, text, ...more) =>
  h("div", { class: "empty" }, icon(symbol), h("p", {}, text), ...more);

export const tag = (text, mood = "") => h("span", { class: `tag ${mood}`.trim() }, text);

/** Asks before something is done; resolves to true or false. */
export function ask(title, text, yes, no, mood = "primary") {
  return new Promise((resolve) => {
    const heading = h("h2", { id: "dialog-title" }, title);
    const dialog = h(
      "dialog",
      { class: "dialog", "aria-labelledby": "dialog-title" },
      heading,
      ...[text].flat().map((each) => (typeof each === "string" ? h("p", {}, each) : each)),
    );
    const close = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    dialog.append(
      h(
        "div",
        { class: "buttons" },
        button(yes, () => close(true), { kind: mood }),
        button(no, () => close(false)),
      ),
    );
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(false);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Says something above the menu for a while; what must not be missed stands in the page itself. */
export function say(text, mood = "done") {
  const box = document.getElementById("notices");
  // The same again is said once.
  for (const each of [...box.children]) if (each.dataset.text === text) each.remove();
  const notice = h(
    "div",
    { class: `notice ${mood}`, role: mood === "bad" ? "alert" : undefined, "data-text": text },
    h("p", {}, text),
  );
  const close = button("×", () => notice.remove(), { kind: "close", "aria-label": language() });
  notice.append(close);
  box.append(notice);
  while (box.children.length > 3) box.firstChild.remove();
  setTimeout(() => notice.remove(), mood === "bad" ? 12000 : 5000);
}

const language = () => (document.documentElement.lang === "en" ? "Close" : "关闭");
