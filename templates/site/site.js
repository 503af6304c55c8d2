// What a page does by itself: theme, menu, tabs, copying, search. It asks nobody for anything.
(() => {
  "use strict";
  const page = document.documentElement;
  const root = page.dataset.root || "";
  page.classList.add("scripted");

  // Browsers may forbid storage beside files.
  const kept = (name) => { try { return localStorage.getItem(`integen-${name}`); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(`integen-${name}`, value); } catch { /* not kept */ } };

  const THEMES = ["system", "light", "dark"];
  let theme = THEMES.includes(kept("theme")) ? kept("theme") : "system";
  const paint = () => { if (theme === "system") delete page.dataset.theme; else page.dataset.theme = theme; };
  paint();

  const element = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };

  function themes() {
    const button = document.getElementById("theme");
    const tell = () => { button.textContent = `Theme: ${theme}`; };
    button.hidden = false;
    tell();
    button.addEventListener("click", () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
      keep("theme", theme);
      paint();
      tell();
    });
  }

  function menu() {
    const button = document.getElementById("menu-button"), nav = document.getElementById("menu");
    const narrow = matchMedia("(max-width: 52rem)");
    const fit = () => { button.hidden = !narrow.matches; };
    fit();
    narrow.addEventListener("change", fit);
    button.addEventListener("click", () => button.setAttribute("aria-expanded", String(nav.classList.toggle("open"))));
    for (const link of nav.querySelectorAll("a")) {
      if (link.href === location.href.split("#")[0]) {
        link.setAttribute("aria-current", "page");
        if (!narrow.matches) nav.scrollTop = Math.max(0, link.offsetTop - nav.clientHeight / 2);
      }
    }
  }

  function tabs(group, number) {
    const sections = [...group.querySelectorAll(":scope > section")];
    if (sections.length < 2) return;
    const list = element("div", { role: "tablist", "aria-label": "Languages" });
    const buttons = sections.map((section, at) => {
      const heading = section.querySelector("h3");
      const id = `tab-${number}-${at}`;
      heading.hidden = true;
      section.id = `panel-${number}-${at}`;
      section.setAttribute("role", "tabpanel");
      section.setAttribute("aria-labelledby", id);
      return element("button", { type: "button", role: "tab", id, "aria-controls": section.id }, heading.textContent);
    });
    const select = (at) => {
      buttons.forEach((button, each) => {
        button.setAttribute("aria-selected", String(each === at));
        button.tabIndex = each === at ? 0 : -1;
        sections[each].hidden = each !== at;
      });
    };
    buttons.forEach((button, at) => {
      button.addEventListener("click", () => { select(at); keep("language", button.textContent); });
      button.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const to = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1
          : step ? (at + step + buttons.length) % buttons.length : -1;
        if (to < 0) return;
        event.preventDefault();
        select(to);
        buttons[to].focus();
        keep("language", buttons[to].textContent);
      });
    });
    list.append(...buttons);
    group.prepend(list);
    select(Math.max(0, buttons.findIndex((button) => button.textContent === kept("language"))));
  }

  function copying(pre) {
    if (!navigator.clipboard) return;
    const button = element("button", { type: "button" }, "Copy");
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(pre.textContent); button.textContent = "Copied"; }
      catch { button.textContent = "Not allowed"; }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    const around = element("div", { class: "copied" });
    pre.replaceWith(around);
    around.append(pre, button);
  }

  // ------------------------------------------------------------------------------------------------------------ search

  const SMALL = new Set("a an and do for how i in is of on or the to with".split(" "));
  const MOST = 30;
  let rows = null, waiting = null;

  const simple = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const stem = (word) => (word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word);

  const told = (text) => simple(text).split(/[^a-z0-9]+/).filter((word) => word && !SMALL.has(word)).map(stem);

  function prepared() {
    rows = window.integenIndex.map(([name, title, href, key, more]) => ({
      name, title, href, key,
      plain: ` ${told(title).join(" ")} `, inName: simple(name), words: simple(name).split(/[^a-z0-9]+/), inTitle: ` ${simple(title)}`,
      inKey: simple(key), more: simple(more),
    }));
  }

  function loaded() {
    waiting ??= new Promise((done) => {
      const script = element("script", { src: `${root}assets/index.js` });
      script.addEventListener("load", () => { prepared(); done(); });
      document.head.append(script);
    });
    return waiting;
  }

  function worth(row, term) {
    if (row.inName === term) return 100;
    let value = 0;
    if (row.inName.startsWith(term)) value = 60;
    else if (row.words.includes(term)) value = 50;
    else if (row.words.some((word) => word.startsWith(term))) value = 40;
    else if (row.inName.includes(term)) value = 20;
    if (row.inTitle.includes(` ${term}`)) value += 30;
    if (row.inKey.includes(term)) value += 10;
    return value || (row.more.includes(term) ? 3 : 0);
  }

  function search(text) {
    const every = simple(text).split(/[\s_]+/).filter(Boolean);
    const telling = every.filter((word) => !SMALL.has(word));
    const terms = (telling.length ? telling : every).map(stem);
    if (!terms.length) return [];
    const whole = simple(text).trim(), phrase = ` ${terms.join(" ")} `;
    const found = [];
    for (const row of rows) {
      let value = row.inName === whole || row.inKey === whole ? 500 : 0, missing = 0;
      for (const term of terms) {
        const each = worth(row, term);
        if (each) value += each; else missing += 1;
      }
      if (value && row.plain.includes(phrase)) value += row.plain === phrase ? 90 : 45;
      if (value) found.push([missing, -value, row.name.length, row]);
    }
    const least = found.reduce((low, each) => Math.min(low, each[0]), Infinity);
    return found.filter((each) => each[0] === least).sort((a, b) => a[1] - b[1] || a[2] - b[2]).map((each) => each[3]);
  }

  function searching() {
    const box = document.getElementById("search"), query = document.getElementById("query");
    const list = document.getElementById("results"), told = document.getElementById("found");
    let at = -1;
    box.hidden = false;

    const close = () => { list.hidden = true; query.setAttribute("aria-expanded", "false"); query.removeAttribute("aria-activedescendant"); at = -1; };
    const mark = (to) => {
      const links = list.querySelectorAll("a");
      links.forEach((link, each) => link.setAttribute("aria-selected", String(each === to)));
      at = to;
      if (links[to]) { query.setAttribute("aria-activedescendant", links[to].id); links[to].scrollIntoView({ block: "nearest" }); }
    };
    const show = async () => {
      await loaded();
      const found = search(query.value);
      if (!query.value.trim()) { told.textContent = ""; close(); return; }
      list.replaceChildren(...found.slice(0, MOST).map((row, number) => {
        const link = element("a", { href: root + row.href, role: "option", id: `result-${number}`, tabindex: "-1", "aria-selected": "false" }, row.name);
        link.append(element("span", {}, row.key ? `${row.title} · ${row.key}` : row.title));
        return link;
      }));
      told.textContent = found.length ? `${found.length} found` : "Nothing found";
      if (!found.length) list.append(element("p", {}, "Nothing found"));
      list.hidden = false;
      query.setAttribute("aria-expanded", "true");
      mark(found.length ? 0 : -1);
    };
    query.addEventListener("focus", loaded, { once: true });
    query.addEventListener("input", show);
    query.addEventListener("keydown", (event) => {
      const links = list.querySelectorAll("a");
      if (event.key === "Escape") { query.value = ""; close(); query.blur(); }
      else if (event.key === "Enter" && links[at]) location.href = links[at].href;
      else if (event.key === "ArrowDown" && links.length) { event.preventDefault(); mark((at + 1) % links.length); }
      else if (event.key === "ArrowUp" && links.length) { event.preventDefault(); mark((at - 1 + links.length) % links.length); }
    });
    document.addEventListener("click", (event) => { if (!box.contains(event.target)) close(); });
    document.addEventListener("keydown", (event) => {
      const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const asked = (event.key === "/" && !writing) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
      if (asked && !event.altKey) { event.preventDefault(); query.focus(); query.select(); }
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    themes();
    menu();
    document.querySelectorAll("pre").forEach(copying);
    document.querySelectorAll(".tabs").forEach(tabs);
    searching();
  });
})();
