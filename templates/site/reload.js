// Of sites that `integen docs --serve` shows: look anew when the package was generated again.
(() => {
  "use strict";
  const events = new EventSource("/-/changes");
  let first = null;
  events.addEventListener("message", (event) => {
    if (first !== null && event.data !== first) location.reload();
    first = event.data;
  });
})();
