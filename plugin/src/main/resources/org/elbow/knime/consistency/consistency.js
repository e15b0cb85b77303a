// How far codes move, how much each dimension of the code varies, and the images whose codes move most.
"use strict";
Elbow.show(function (view, data) {
  Elbow.element(view, "h1", {}, "Consistency of the codes");
  if (data.scores.length === 0) {
    Elbow.element(view, "div", { class: "note" }, "No row was scored.");
    return;
  }
  Elbow.element(view, "p", {}, "How far the code of a row moves when the row is changed at random: 0 is perfectly consistent. " +
    "Scores beyond the shown range are counted in the last bar.");
  const cards = Elbow.cards(view, data.scores.length + 1 + (data.examples.length > 0 ? 1 : 0));
  data.scores.forEach((score, i) => distribution(cards[i], score));
  units(cards[data.scores.length]);
  if (data.examples.length > 0) {
    examples(cards[cards.length - 1]);
  }

  function distribution(card, score) {
    Elbow.element(card, "h2", {}, score.name);
    const figures = Elbow.element(card, "div", { class: "figures" });
    Elbow.element(Elbow.element(figures, "span", {}, "Mean "), "b", {}, Elbow.number(score.mean));
    Elbow.histogram(card, { name: score.name, unit: score.unit, edges: score.edges.concat([score.to]),
      series: [{ counts: score.counts, colour: Elbow.COLOURS.first }], tip: (bar) => Elbow.rows(score.counts[bar]) });
  }

  // The dimensions that vary most come first. Those above the line are active.
  function units(card) {
    const sorted = data.variances.map((variance, i) => ({ variance: variance, unit: i + 1 }))
      .sort((a, b) => b.variance - a.variance);
    const active = sorted.filter((each) => each.variance > 0.01).length;
    Elbow.element(card, "h2", {}, "Dimensions of the code");
    const figures = Elbow.element(card, "div", { class: "figures" });
    Elbow.element(Elbow.element(figures, "span", {}, "Active "), "b", {}, active + " of " + sorted.length);
    const highest = Math.max(0.02, sorted[0].variance);
    const chart = Elbow.chart(card, { label: "Variance of each dimension", xLabel: "Dimensions, most varying first",
      yLabel: "Variance of the mean", x: [0, sorted.length], y: [0, highest * 1.08], xTicks: [] });
    sorted.forEach(function (each, i) {
      const from = chart.x(i);
      const box = Elbow.draw(chart.svg, "rect", { x: from, width: Math.max(0.5, chart.x(i + 1) - from - 1),
        y: chart.y(each.variance), height: Math.max(0.5, chart.bottom - chart.y(each.variance)),
        fill: each.variance > 0.01 ? Elbow.COLOURS.first : Elbow.COLOURS.third });
      tip(box, "Code " + each.unit + "\nvariance " + Elbow.number(each.variance));
    });
    Elbow.draw(chart.svg, "line", { x1: chart.left, x2: chart.right, y1: chart.y(0.01), y2: chart.y(0.01),
      stroke: Elbow.COLOURS.threshold, "stroke-dasharray": "4 3" });
  }

  function examples(card) {
    Elbow.element(card, "h2", {}, "Images whose codes move most");
    Elbow.element(card, "p", {}, "The image itself, then some of its transformations.");
    data.examples.forEach(function (example) {
      const line = Elbow.element(card, "div", { style: "display:flex;align-items:center;gap:4px;margin:0 0 6px" });
      (example.images || []).forEach(function (image, i) {
        Elbow.element(line, "img", { src: image, alt: i === 0 ? example.name : example.name + ", transformed",
          style: "flex:none;width:32px;image-rendering:pixelated" + (i === 0 ? ";margin-right:8px" : "") });
      });
      Elbow.element(line, "span", { style: "margin-left:6px" }, example.name + ", KL " + Elbow.number(example.divergence));
    });
  }

  function tip(element, text) {
    element.addEventListener("mousemove", (event) => Elbow.showTip(event, text));
    element.addEventListener("mouseleave", Elbow.hideTip);
  }
});
