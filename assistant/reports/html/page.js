"use strict";
// The page is whole without this. It adds: one claim at a time, shown on both sides; faults by key; the filter; tabs;
// a repaired text that is taken change by change. It writes texts as texts only, and asks for nothing.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (id) => document.getElementById(id);
const narrow = matchMedia("(max-width: 63.99rem)");

const about = (item) => all(`[data-for~="${item}"]`);
const called = (card) => (card.querySelector(".words") || card.querySelector("p") || card).textContent.trim();

let chosen = null;

function letGo() {
  all(".on").forEach((element) => element.classList.remove("on"));
  chosen = null;
}

// Scrolls within the pane that scrolls, and leaves the page where it is.
function bringIntoView(element) {
  const pane = element.closest(".source, .text");
  const place = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (pane.scrollHeight > pane.clientHeight + 1) {
    if (place.top < frame.top || place.bottom > frame.bottom) {
      pane.scrollTop += place.top - frame.top - frame.height / 3;
    }
  }
}

function choose(item, { from = "key" } = {}) {
  const card = one(item);
  if (!card) return;
  letGo();
  chosen = item;
  card.classList.add("on");
  const marks = about(item);
  marks.forEach((mark) => mark.classList.add("on"));
  const cited = marks.filter((mark) => mark.closest(".source"));
  const decisive = cited.find((mark) => mark.classList.contains("decides")) || cited[0];
  if (decisive) {
    openPanel(decisive.closest(".panel"));
    if (!narrow.matches) bringIntoView(decisive);
  }
  const own = marks.find((mark) => mark.closest(".text"));
  if (own && !narrow.matches) bringIntoView(own);
  if (from !== "card") {
    card.scrollIntoView({ block: narrow.matches ? "start" : "nearest" });
    card.focus({ preventScroll: true });
  }
  one("said").textContent = [said(card), cited.length ? "Its evidence is marked in the source." : ""].join(" ").trim();
}

// What an item comes to, for those who cannot see its colours.
function said(card) {
  const verdict = card.dataset.verdict ? `${card.dataset.verdict}.` : "";
  return `${called(card)} ${verdict}`;
}

// Faults, one after the other.
const faults = () => all("[data-fault]").filter((card) => !card.hidden && !card.closest("[hidden]"));

function step(by) {
  const cards = faults();
  if (!cards.length) {
    one("said").textContent = "No fault is shown.";
    return;
  }
  const last = chosen && one(chosen);
  const at = cards.findIndex((card) => card.id === chosen);
  // From a card that is no fault, or that the filter has hidden, it goes on to the next that stands behind it.
  const behind = last ? cards.findIndex((card) => last.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING) : 0;
  const next = at >= 0 ? at + by : by > 0 ? Math.max(behind, 0) : (behind < 0 ? cards.length : behind) - 1;
  choose(cards[(next + cards.length) % cards.length].id);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, textarea, input:not([type=checkbox])")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "Escape") {
    letGo();
    hideTip();
  }
  else if (event.key === "Enter" && event.target.matches(".item")) choose(event.target.id, { from: "card" });
});

// Marks, links to items, and items themselves.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const item = link && link.getAttribute("href").slice(1);
  if (link && one(item)?.classList.contains("item")) {
    event.preventDefault();
    choose(item, { from: "mark" });
    return;
  }
  if (link) {
    const panel = one(item)?.closest(".panel");
    const card = link.closest(".item");
    if (panel) openPanel(panel);
    if (card && panel && !narrow.matches) {
      event.preventDefault();
      choose(card.id, { from: "card" });
      bringIntoView(one(item).nextElementSibling || one(item));
    }
    return;
  }
  const mark = event.target.closest("[data-for]");
  if (mark) {
    const shown = mark.dataset.for.split(" ").filter((item) => one(item) && !one(item).hidden);
    if (shown.length) choose(gravest(shown), { from: "mark" });
    return;
  }
  const card = event.target.closest(".item");
  if (card && !event.target.closest("label, button") && getSelection().isCollapsed) choose(card.id, { from: "card" });
});

const order = ["contradicted", "unsupported", "unverified", "supported"];
function gravest(items) {
  const rank = (item) => (order.indexOf(one(item)?.dataset.verdict) + order.length + 1) % (order.length + 1);
  return [...items].sort((a, b) => rank(a) - rank(b))[0];
}

// What a mark is about, at the pointer or the focus.
const tip = one("tip");
function showTip(mark) {
  const card = one(gravest((mark.dataset.for || mark.getAttribute("href").slice(1)).split(" ")));
  if (!card) return;
  const said = [card.querySelector(".facts"), ...all(":scope > p > .label", card).map((label) => label.parentElement)];
  tip.textContent = said.filter(Boolean).map((part) => part.textContent.trim()).slice(0, 3).join(" — ") || called(card);
  tip.hidden = false;
  const place = mark.getClientRects()[0] || mark.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(place.left, innerWidth - tip.offsetWidth - 8)) + scrollX}px`;
  const above = place.top - tip.offsetHeight - 6;
  tip.style.top = `${(above > 0 ? above : place.bottom + 6) + scrollY}px`;
}
const hideTip = () => { tip.hidden = true; };
for (const [shows, hides] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(shows, (event) => {
    const mark = event.target.closest(".text [data-for], .source [data-for], .note");
    if (mark) showTip(mark);
  });
  document.addEventListener(hides, hideTip);
}
addEventListener("scroll", hideTip, { capture: true, passive: true });

// Sources as tabs.
const panels = all(".panel");
const tabs = all("[role='tab']");

function openPanel(panel) {
  if (!tabs.length) return;
  panels.forEach((other, at) => {
    other.hidden = other !== panel;
    tabs[at].setAttribute("aria-selected", String(other === panel));
    tabs[at].tabIndex = other === panel ? 0 : -1;
  });
}

if (tabs.length) {
  one("tabs").hidden = false;
  panels.forEach((panel, at) => {
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tabs[at].id);
    panel.querySelector("h2").classList.add("unseen");
  });
  openPanel(panels[0]);
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => openPanel(panels[at]));
    tab.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      const next = (at + by + tabs.length) % tabs.length;
      openPanel(panels[next]);
      tabs[next].focus();
    });
  });
}

// The filter.
const tools = one("tools");
if (tools) {
  tools.hidden = false;
  one("keys").hidden = false;
  const claims = all(".item[data-verdict]").filter((card) => card.id.startsWith("claim-"));
  const filter = () => {
    const verdicts = new Set(all("input[name=verdict]:checked", tools).map((box) => box.value));
    const kind = tools.elements.kind ? tools.elements.kind.value : "";
    let shown = 0;
    claims.forEach((card) => {
      const kept = verdicts.has(card.dataset.verdict) && (!kind || (card.dataset.kinds || "").split(" ").includes(kind));
      card.hidden = !kept;
      shown += kept;
    });
    all(".text [data-for], .map [data-for]").forEach((mark) => {
      mark.classList.toggle("off", mark.dataset.for.split(" ").every((item) => one(item)?.hidden));
    });
    one("count").textContent = `${shown} of ${claims.length} claim${claims.length === 1 ? "" : "s"}`;
  };
  tools.addEventListener("input", filter);
  tools.addEventListener("submit", (event) => event.preventDefault());
  one("next").addEventListener("click", () => step(1));
  one("previous").addEventListener("click", () => step(-1));
  filter();
}

// A repaired text, change by change.
const mended = one("mended");
if (mended) {
  all(".accept").forEach((label) => {
    label.hidden = false;
    label.addEventListener("input", (event) => {
      const change = mended.querySelector(`[data-change="${event.target.dataset.change}"]`);
      change.querySelector("ins").hidden = !event.target.checked;
      change.querySelector("del").hidden = event.target.checked;
      one("said").textContent = `Change ${event.target.dataset.change} is ${event.target.checked ? "taken" : "left out"}.`;
    });
  });
  const copy = one("copy");
  copy.hidden = false;
  // With all changes, or none, the parts are one of the two texts as it is. Where some are taken, a sentence that is cut
  // may leave its space beside that of another: of two that meet, the longer one stays.
  const words = () => {
    const parts = [...mended.childNodes].map((node) =>
      node.nodeType === Node.TEXT_NODE ? node.data : all("ins, del", node).find((part) => !part.hidden).textContent);
    const taken = all(".accept input").map((box) => box.checked);
    if (taken.every(Boolean) || !taken.some(Boolean)) return parts.join("");
    return parts.reduce((whole, part) => {
      const [end, start] = [whole.match(/\s*$/)[0], part.match(/^\s*/)[0]];
      const kept = end.length >= start.length ? end : start;
      return part ? whole.slice(0, whole.length - end.length) + kept + part.slice(start.length) : whole;
    }, "");
  };
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words());
      one("copied").textContent = "Copied.";
    } catch {
      const range = document.createRange();
      range.selectNodeContents(mended);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      one("copied").textContent = "The browser does not let this page copy: the text is selected, copy it by key.";
    }
  });
}

// The panes stand below the tools, however many lines those take.
const measure = () => document.documentElement.style.setProperty("--top", `${tools ? tools.offsetHeight : 0}px`);
addEventListener("resize", measure);
measure();

// A link to an item, or to words of a source, from elsewhere.
function follow() {
  const target = one(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.classList.contains("item")) choose(target.id);
  const panel = target.closest(".panel");
  if (panel) {
    openPanel(panel);
    (target.nextElementSibling || target).scrollIntoView({ block: "center" });
  }
}
addEventListener("hashchange", follow);
follow();
