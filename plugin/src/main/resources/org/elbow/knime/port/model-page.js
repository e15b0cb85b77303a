// A model and nothing else.
"use strict";
Elbow.show(function (view, sections) {
  Elbow.element(view, "h1", { style: "margin-bottom:10px" }, "Variational auto-encoder");
  Elbow.model(view, sections);
});
