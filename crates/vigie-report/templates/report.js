"use strict";
(function () {
  var filter = document.getElementById("filter");
  if (filter) {
    var text = document.getElementById("filter-text");
    var severity = document.getElementById("filter-severity");
    var shown = document.getElementById("filter-shown");
    var sentence = shown.textContent;
    var findings = Array.prototype.slice.call(document.querySelectorAll("article.finding"));
    var all = String(findings.length);
    var update = function () {
      var wanted = text.value.trim().toLowerCase();
      var count = 0;
      findings.forEach(function (finding) {
        var fits = (!severity.value || finding.dataset.severity === severity.value) &&
          (!wanted || finding.textContent.toLowerCase().indexOf(wanted) >= 0);
        finding.hidden = !fits;
        if (fits) { count += 1; }
      });
      shown.textContent = sentence.replace(all, String(count));
    };
    if (findings.length > 1) { filter.hidden = false; }
    text.addEventListener("input", update);
    severity.addEventListener("change", update);
  }
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.filter.call(document.querySelectorAll("details.more"), function (one) {
      return !one.open;
    });
    opened.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
  });
})();
