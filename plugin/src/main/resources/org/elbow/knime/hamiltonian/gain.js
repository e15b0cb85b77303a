// What Hamiltonian dynamics gain over the encoder alone: both sides with their standard errors, and the gain row by row.
"use strict";
Elbow.show(function (view, data) {
  Elbow.element(view, "h1", {}, "Gain of the dynamics");
  if (data.measures.length === 0) {
    Elbow.element(view, "div", { class: "note" }, "No row has an estimate of both kinds.");
    return;
  }
  Elbow.element(view, "p", {}, "How much higher the Hamiltonian estimates are than those of the encoder by the same draws. " +
    "Both are lower bounds of the log-likelihood in expectation: the higher one is closer. Dashed lines mark no gain.");
  const cards = Elbow.cards(view, data.measures.length + 1);
  summary(cards[0]);
  data.measures.forEach((measure, i) => histogram(cards[i + 1], measure));

  function summary(card) {
    Elbow.element(card, "h2", {}, "Means over the rows");
    const sides = data.sides.filter((side) => side.bound !== null || side.acceptance !== null);
    const lines = [["Rows", "rows"], ["Bound", "bound", "boundError"], ["Gain in bound", "boundGain", "boundGainError"],
      ["NLL", "nll", "nllError"], ["Gain over IWAE", "gain", "gainError"], ["Effective samples", "ess"],
      ["Acceptance rate", "acceptance"]].filter((line) => sides.some((side) => side[line[1]] !== null));
    const list = Elbow.element(card, "div", { style: "display:grid;margin:6px 0;grid-template-columns:auto repeat(" +
      sides.length + ",minmax(min-content,1fr))" });
    const line = "border-top:1px solid #e8eaeb;padding:4px 0 4px 10px;text-align:right;";
    Elbow.element(list, "span");
    sides.forEach((side) => Elbow.element(list, "span", { style: "padding:4px 0 4px 10px;text-align:right;color:#6e6a68;font-size:12px" },
      side.name));
    lines.forEach(function (each) {
      Elbow.element(list, "span", { style: "border-top:1px solid #e8eaeb;padding:4px 0" }, each[0]);
      sides.forEach(function (side) {
        const place = Elbow.element(list, "span", { style: line });
        if (side[each[1]] !== null) {
          Elbow.element(place, "b", { style: "font-weight:600;white-space:nowrap" }, Elbow.number(side[each[1]]));
          if (each[2] && side[each[2]] !== null) {
            Elbow.element(place, "span", { style: "display:block;color:#6e6a68;font-size:11px;line-height:1.2" },
            "± " + Elbow.number(side[each[2]]));
          }
        }
      });
    });
    Elbow.element(card, "p", { style: "margin:8px 0 4px" }, "Bounds, NLL and gains in nats; ± standard errors over the rows.");
  }

  function histogram(card, measure) {
    Elbow.element(card, "h2", {}, measure.name);
    const unit = measure.unit === "" ? "" : " " + measure.unit;
    const figures = Elbow.element(card, "div", { class: "figures" });
    const mean = Elbow.element(figures, "span", {}, "Mean ");
    Elbow.element(mean, "b", { style: "color:" + Elbow.COLOURS.second }, Elbow.number(measure.mean) + unit);
    const edges = measure.edges.concat([measure.to]);
    const last = measure.counts.length - 1;
    const more = (bar) => measure.unit === "" ? "" : bar === 0 ? " or less" : bar === last ? " or more" : "";
    const chart = Elbow.histogram(card, { name: measure.name, unit: measure.unit, edges: edges,
      series: [{ counts: measure.counts, colour: Elbow.COLOURS.first }],
      tip: (bar) => more(bar) + Elbow.rows(measure.counts[bar]) });
    if (measure.unit !== "") {
      vertical(chart, 0, Elbow.COLOURS.threshold, "4 3");
    }
    if (measure.mean >= edges[0] && measure.mean <= measure.to) {
      vertical(chart, measure.mean, Elbow.COLOURS.second, "none");
    }
  }

  function vertical(chart, value, colour, dashes) {
    Elbow.draw(chart.svg, "line", { x1: chart.x(value), x2: chart.x(value), y1: chart.top, y2: chart.bottom, stroke: colour,
      "stroke-width": 1.5, "stroke-dasharray": dashes, "pointer-events": "none" });
  }
});
