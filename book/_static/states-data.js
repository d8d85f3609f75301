/* The records of states: an index that all pairs share, and a script for each state, loaded when it is first chosen.
   Every script calls courseStates.index or courseStates.add; a page opened from the disk may load nothing else. */
"use strict";

window.courseStates = (() => {
  const records = {};
  const loading = {};
  const here = {};

  function load(code) {
    if (!loading[code]) {
      loading[code] = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(here.file[code], here.base).href;
        script.onload = () => resolve(records[code]);
        script.onerror = () => {
          delete loading[code];
          script.remove();
          reject(new Error(`The record of ${here.name[code]} could not be loaded. Reload the page.`));
        };
        document.head.append(script);
      });
    }
    return loading[code];
  }

  return Object.assign(here, {
    records,
    /* The index: what all pairs share, and the file of each state. Tables by roll call are laid out once. */
    index(shared) {
      Object.assign(here, shared);
      here.base = document.currentScript.src;
      here.codes = shared.states.map(([code]) => code);
      here.file = Object.fromEntries(shared.states.map(([code, file]) => [code, file]));
      here.name = Object.fromEntries(shared.states.map(([code, , name]) => [code, name]));
      here.start = {}; // of each year: the place of its first roll call
      let place = 0;
      for (const [year, size] of shared.rollCalls.years) {
        here.start[year] = [place, place + size];
        place += size;
      }
      here.first = shared.rollCalls.years[0][0];
      here.last = shared.rollCalls.years.at(-1)[0];
    },
    add(code, record) {
      records[code] = record;
    },
    /* Resolves when the records of all these states are there. */
    load: (codes) => Promise.all([...new Set(codes)].map(load)),
    /* The code that a reader's word stands for: a code in any case, or a name; undefined where there is none. */
    code(word) {
      const plain = (text) => text.trim().toLowerCase();
      const found = here.states.find(([code, , ...names]) => [code, ...names].some((name) => plain(name) === plain(word)));
      return found && found[0];
    },
    /* What the tables hold of two states together, whichever is named first. */
    ties: (a, b) => records[a < b ? a : b].with[a < b ? b : a] || {},
    label: (a, b) => `${here.name[a]} – ${here.name[b]}`,
  });
})();
