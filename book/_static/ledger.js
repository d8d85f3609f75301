/* The ledger of claims: filters that the address keeps, claims that open by their address, charts that come when a
   claim opens, links to copy, and a printout with every claim open. Without this script all claims are there as text. */
"use strict";

(() => {
  const files = new URL(".", document.currentScript.src); // where this script lies, _static
  const form = document.querySelector(".ledger-filter");
  const status = document.querySelector(".ledger-status");
  const claims = [...document.querySelectorAll(".ledger > details")];
  const fields = [...form.querySelectorAll("select")];
  const shown = () => claims.filter((claim) => !claim.hidden);

  /* Small letters without marks, so that "Milliyet" finds "Milliyət" and "karabakh" finds "Karabakh". */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ə", "e").toLowerCase();
  const texts = new Map(claims.map((claim) => [claim, plain(claim.textContent)]));

  /* Show the claims that every field and every word fits. */
  function choose() {
    const words = plain(form.words.value).split(/\s+/).filter(Boolean);
    for (const claim of claims) {
      const fits = fields.every(({ value }) => !value || claim.dataset.is.split(" ").includes(value));
      claim.hidden = !fits || !words.every((word) => texts.get(claim).includes(word));
    }
    const count = shown().length;
    const some = count === claims.length ? `All ${count} claims are shown.` : `${count} of ${claims.length} claims are shown.`;
    status.textContent = count ? some : `No claim fits. ‘Show all claims’ takes the choices back.`;
    form.open.textContent = "Open all shown";
  }

  /* The address keeps the choices, so that it can be sent; other parts of it stay as they are. */
  function keep() {
    const address = new URL(location.href);
    for (const { name, value } of [form.words, ...fields]) {
      if (value.trim()) address.searchParams.set(name, value.trim());
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
  }

  /* Take the choices from the address; returns what it asks for and nobody offers. */
  function take() {
    const asked = new URL(location.href).searchParams;
    form.words.value = asked.get("words") || "";
    const strange = [];
    for (const field of fields) {
      field.value = asked.get(field.name) || "";
      if (field.selectedIndex < 0) {
        field.value = "";
        strange.push(`${field.name} ‘${asked.get(field.name)}’`);
      }
    }
    return strange;
  }

  /* Open the claim that the address names, even if the choices leave it out. */
  function follow() {
    const claim = claims.find((one) => `#${one.id}` === location.hash);
    if (!claim) return;
    if (claim.hidden) {
      form.reset();
      choose();
    }
    claim.open = true;
    claim.scrollIntoView();
  }

  /* Charts: a template holds the name of the script that brings them. */
  const coming = new Map(); // name -> promise of the charts' place in the page
  window.courseLater = (mark, html) => {
    for (const template of document.querySelectorAll(`template[data-later="${mark}"]`)) {
      const place = template.parentElement;
      place.innerHTML = html;
      place.querySelectorAll("figure.chart").forEach((figure) => window.courseCharts.add(figure));
    }
  };
  function bring(claim) {
    const marks = [...claim.querySelectorAll("template[data-later]")].map((template) => template.dataset.later);
    for (const mark of marks.filter((one) => !coming.has(one))) {
      const script = document.createElement("script");
      script.src = new URL(`later/${mark}.js`, files);
      // Should the file be missing, the links to the charts stay.
      coming.set(mark, new Promise((done) => (script.onload = script.onerror = done)));
      document.head.append(script);
    }
    return Promise.all(marks.map((mark) => coming.get(mark)));
  }

  const drawn = () =>
    [...document.querySelectorAll(".ledger > [open]:not([hidden]) .chart-picture")].every(
      (picture) => picture.dataset.drawn || picture.textContent,
    );

  /* Open the claims that are shown, and wait up to 20 seconds for their charts. */
  async function openAll() {
    shown().forEach((claim) => (claim.open = true));
    await Promise.all(shown().map(bring));
    window.courseCharts.drawAll?.(); // those that wait until the reader comes near
    for (let tries = 0; tries < 100 && !drawn(); tries += 1) await new Promise((next) => setTimeout(next, 200));
  }

  /* Words for screen readers that need no place on the page. */
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  form.after(said);

  const ownLink = (claim) => claim.querySelector(`a[href="#${claim.id}"]`);

  async function copy(button) {
    const claim = button.closest("details");
    const address = new URL(location.href);
    address.search = "";
    address.hash = claim.id;
    try {
      await navigator.clipboard.writeText(address.href);
      button.textContent = "Link copied";
    } catch {
      // Refused, such as on a page without https: select the address, for the reader to copy.
      const link = ownLink(claim);
      link.textContent = address.href;
      getSelection().selectAllChildren(link);
      button.textContent = "Link selected";
    }
    said.textContent = `${button.textContent}: ${address.href}`;
    setTimeout(() => (button.textContent = "Copy link"), 3000);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  let typing;
  form.addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => { choose(); keep(); }, event.target === form.words ? 250 : 0);
  });
  form.addEventListener("reset", () => setTimeout(() => { choose(); keep(); }));
  form.open.addEventListener("click", () => {
    const close = shown().every((claim) => claim.open);
    shown().forEach((claim) => (claim.open = !close));
    form.open.textContent = close ? "Open all shown" : "Close all";
  });
  form.print.addEventListener("click", async () => {
    said.textContent = "Getting every chart ready to print.";
    const before = claims.filter((claim) => claim.open);
    await openAll();
    print();
    claims.forEach((claim) => (claim.open = before.includes(claim)));
  });
  document.addEventListener("click", (event) => {
    if (event.target.matches(".claim-copy")) copy(event.target);
  });
  document.addEventListener("toggle", ({ target }) => target.open && claims.includes(target) && bring(target), true);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = claims.filter((claim) => !claim.open);
    closed.forEach((claim) => (claim.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((claim) => (claim.open = false)));
  addEventListener("hashchange", follow);

  form.hidden = false;
  for (const claim of claims) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "claim-copy";
    button.textContent = "Copy link";
    ownLink(claim).after(" ", button);
    if (location.protocol.startsWith("http")) ownLink(claim).textContent = location.origin + location.pathname + ownLink(claim).hash;
  }
  const strange = take();
  if (strange.length || [form.words, ...fields].some((field) => field.value)) choose();
  if (strange.length) status.textContent += ` The address asks for ${strange.join(" and ")}, which is not in the list.`;
  claims.filter((claim) => claim.open).forEach(bring); // the browser kept them open when the reader came back
  follow();
})();
