/* The page on any two states: choices, the address that keeps them, and what is announced. */
"use strict";

(() => {
  const data = window.courseStates;
  const { element, words } = data;
  const MOST = data.colours.length - 1; // pairs beside the chosen one: as many as there are colours
  const find = (selector) => document.querySelector(selector);
  const form = find(".pair-form");
  const status = find(".pair-status");
  const problem = find(".pair-problem");
  const title = document.title;
  const offered = data.references.map(([a, b]) => ({ a, b, on: true }));
  let chosen = null;
  let turn = 0;

  const key = ({ a, b }) => [a, b].sort().join("-");

  /* What an address asks for: the choice, and a sentence for each part that cannot be had. */
  function read(search) {
    const asked = new URLSearchParams(search);
    const wrong = [];
    const state = (name) => {
      const word = asked.get(name);
      const code = word === null ? data.initial[name] : data.code(word);
      if (!code) wrong.push(`“${word}” is no state in this course. Choose one from the list, or write a code such as NPL.`);
      return code;
    };
    const year = (name) => {
      const word = asked.get(name) ?? String(data.initial[name]);
      const value = Number(word);
      if (/^\d{4}$/.test(word) && value >= data.first && value <= data.last) return value;
      wrong.push(`“${word}” is no year of the record, which goes from ${data.first} to ${data.last}.`);
      return null;
    };
    const found = { a: state("a"), b: state("b"), from: year("from"), to: year("to") };
    if (found.a && found.a === found.b) wrong.push(`Choose two different states: ${data.name[found.a]} came twice.`);
    if (found.from && found.to && found.from > found.to) wrong.push(`The window ends before it begins: ${found.from} to ${found.to}.`);
    const beside = asked.get("with");
    if (beside !== null) {
      offered.forEach((pair) => (pair.on = false));
      for (const word of beside.split(".").filter((part) => part && part !== "none")) {
        const [a, b] = word.split("-").map(data.code);
        if (!a || !b || a === b) wrong.push(`“${word}” is no pair of states in this course.`);
        else offer(a, b);
      }
    } else offered.forEach((pair, place) => (pair.on = place < data.references.length));
    return { ...found, wrong };
  }

  /* The pair among those that can stand beside the chosen one, switched on. */
  function offer(a, b) {
    const present = offered.find((pair) => key(pair) === key({ a, b }));
    if (present) present.on = true;
    else offered.push({ a, b, on: true });
  }

  const beside = (own) => offered.filter((pair) => pair.on && key(pair) !== key(own)).slice(0, MOST);

  function address({ a, b, from, to }) {
    const asked = new URLSearchParams({ a, b, from, to });
    const on = offered.filter((pair) => pair.on).map(key);
    const usual = data.references.map(([one, other]) => key({ a: one, b: other }));
    if (on.join() !== usual.join()) asked.set("with", on.join(".") || "none");
    return `?${asked}`;
  }

  function sentence({ pairs: [{ a, b }], from, to }) {
    const { n, agreement, low, high } = data.votes.measure(a, b, from, to);
    const names = `${data.name[a]} and ${data.name[b]}, ${from} to ${to}`;
    if (!n) return `${names}: no common roll call. What else is on record of the two stands below.`;
    const range = low === null ? "" : ` (95 % interval ${words.share(low)} to ${words.share(high)})`;
    return `${names}: the same vote on ${words.share(agreement)} of ${words.plural(n, "common roll call")}${range}.`;
  }

  function complain(wrong) {
    problem.textContent = wrong.join(" ");
    document.body.classList.toggle("pair-nothing", wrong.length > 0);
    if (wrong.length) status.textContent = "";
  }

  /* Show a choice, once the records of its states are there and if nothing newer was chosen meanwhile. */
  async function show(choice) {
    complain(choice.wrong);
    fill(choice);
    turn += 1;
    if (choice.wrong.length) return;
    const mine = turn;
    const pairs = [choice, ...beside(choice)].map(({ a, b }) => ({ a, b, label: data.label(a, b) }));
    try {
      await data.load(pairs.flatMap(({ a, b }) => [a, b]));
    } catch (error) {
      complain([error.message]);
      return;
    }
    if (mine !== turn) return;
    chosen = { pairs, from: choice.from, to: choice.to };
    data.show(chosen);
    const silent = [choice.a, choice.b].filter((code) => !data.records[code].votes).map((code) => data.name[code]);
    find(".pair-code").hidden = silent.length > 0;
    find(".pair-silent").textContent = silent.length ? `There is no cell for this pair: ${silent.join(" and ")} never had a vote to count.` : "";
    find(".pair-code pre").textContent = data.take.code(chosen);
    status.textContent = sentence(chosen);
    document.title = `${data.name[choice.a]} and ${data.name[choice.b]} — ${title}`;
    document.body.dataset.pair = `${choice.a}-${choice.b}-${choice.from}-${choice.to}`;
  }

  function options(select, values, value) {
    if (!select.options.length) select.append(...values.map(([code, name]) => element("option", { value: code }, name)));
    if (value) select.value = value;
  }

  /* Set the controls to a choice. */
  function fill({ a, b, from, to }) {
    const years = data.votes.years(data.first, data.last).map((year) => [year, year]);
    const states = data.states.map(([code, , name]) => [code, data.ended.includes(code) ? `${name} (ended)` : name]);
    for (const [name, value] of [["a", a], ["b", b], ["c", null], ["d", null]]) options(form.elements[name], states, value);
    options(form.elements.from, years, from);
    options(form.elements.to, years, to);
    const others = offered.filter((pair) => !a || !b || key(pair) !== key({ a, b }));
    const rows = others.map((pair) => {
      const box = element("input", { type: "checkbox", value: key(pair) });
      box.checked = pair.on;
      return element("label", {}, box, data.label(pair.a, pair.b));
    });
    const focused = form.contains(document.activeElement) && document.activeElement.type === "checkbox" ? document.activeElement.value : null;
    find(".pair-references div").replaceChildren(...rows);
    if (focused) form.querySelector(`input[value="${focused}"]`)?.focus();
  }

  /* Read the controls, keep the choice in the address, show it. */
  function choose() {
    const values = Object.fromEntries(["a", "b", "from", "to"].map((name) => [name, form.elements[name].value]));
    const asked = address(values);
    try {
      if (asked !== window.location.search) window.history.pushState(null, "", asked);
    } catch {
      // Some browsers keep the address of a page on the disk as it is; the page works all the same.
    }
    return show(read(asked));
  }

  let timer;
  form.addEventListener("change", (event) => {
    if (["c", "d"].includes(event.target.name)) return;
    const pair = offered.find((one) => key(one) === event.target.value);
    if (event.target.type === "checkbox" && pair) pair.on = event.target.checked;
    clearTimeout(timer);
    timer = setTimeout(choose, 250); // one step back for a walk through a list by keyboard, not one a state
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  find(".pair-add").addEventListener("click", () => {
    const [a, b] = [form.elements.c.value, form.elements.d.value];
    const full = offered.filter((pair) => pair.on).length >= MOST;
    const said = find(".pair-added");
    if (a === b) said.textContent = "Choose two different states.";
    else if (full) said.textContent = `Up to ${MOST} pairs can stand beside the chosen one. Switch one off first.`;
    else {
      offer(a, b);
      said.textContent = `${data.label(a, b)} now stands beside the pair.`;
      choose();
    }
  });
  find(".pair-csv").addEventListener("click", () => {
    const [{ a, b }] = chosen.pairs;
    data.take.save(`${a}-${b}-${chosen.from}-${chosen.to}.csv`, data.take.csv(chosen));
  });
  window.addEventListener("popstate", () => show(read(window.location.search)));

  form.hidden = false;
  find(".pair-take").hidden = false;
  show(read(window.location.search));
})();
