// Self-check questions: reveals the check buttons and gives feedback. The HTML comes from course_utils.quiz;
// without this script it is a text with the answers folded away. Nothing is sent.
(() => {
  "use strict";

  const say = (question, correct, message) => {
    const status = question.querySelector(".quiz-feedback");
    status.textContent = message;
    status.classList.toggle("quiz-right", correct === true);
    status.classList.toggle("quiz-wrong", correct === false);
  };

  const why = (id) => document.getElementById(`${id}-why`).textContent;

  const judges = {
    multiple_choice(question) {
      const picked = question.querySelector("input:checked");
      if (!picked) return [null, "Choose an answer first."];
      const correct = picked.hasAttribute("data-correct");
      return [correct, `${correct ? "Correct" : "Not yet"}. ${why(picked.id)}`];
    },
    numeric(question) {
      const input = question.querySelector("input");
      if (input.value.trim() === "") return [null, "Type a number first."];
      const value = Number(input.value);
      const answer = Number(input.dataset.answer);
      const tolerance = Number(input.dataset.tolerance);
      if (Math.abs(value - answer) <= tolerance * (1 + 1e-9) + 1e-12) return [true, `Correct. ${why(question.id)}`];
      return [false, `Not yet: the answer is ${value > answer ? "lower" : "higher"}.`];
    },
    matching(question) {
      const selects = [...question.querySelectorAll("select")];
      if (selects.some((select) => select.value === "")) return [null, "Choose one for each line first."];
      const right = selects.filter((select) => select.value === select.dataset.answer).length;
      if (right === selects.length) return [true, `Correct. ${why(question.id)}`];
      return [false, `Not yet: ${right} of ${selects.length} are right.`];
    },
  };

  const check = (question) => {
    const [correct, message] = judges[question.dataset.type](question);
    say(question, correct, message);
    if (correct) question.dispatchEvent(new Event("course:right", { bubbles: true })); // progress.js keeps it
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".quiz-check");
    if (button) check(button.closest(".quiz-question"));
  });

  // Enter in a number field does what the button does.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".quiz-question input")) {
      event.preventDefault();
      check(event.target.closest(".quiz-question"));
    }
  });

  // Feedback belongs to the answer it was given on.
  document.addEventListener("input", (event) => {
    const question = event.target.closest(".quiz-question");
    if (question) say(question, null, "");
  });

  const reveal = () => document.querySelectorAll(".quiz-check").forEach((button) => (button.hidden = false));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", reveal);
  else reveal();
})();
