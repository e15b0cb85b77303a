// How each score is distributed, with its threshold; the ROC curves; and what the highest scores are due to.
"use strict";
Elbow.show(function (view, data) {
  const groups = [
    { key: "ordinary", name: "Known ordinary", colour: Elbow.COLOURS.first },
    { key: "novel", name: "Known novel", colour: Elbow.COLOURS.second },
    { key: "unknown", name: "Rows", colour: Elbow.COLOURS.third }
  ].filter((group) => data.scores.some((score) => score[group.key].some((count) => count > 0)));
  if (groups.length > 1) {
    groups.forEach(function (group) {
      group.name = group.key === "unknown" ? "Without label" : group.name;
    });
  } else if (groups.length === 1 && groups[0].key === "unknown") {
    groups[0].colour = Elbow.COLOURS.first;
  }

  Elbow.element(view, "h1", {}, "Novelty scores");
  if (groups.length === 0) {
    Elbow.element(view, "div", { class: "note" }, "No row was scored.");
    return;
  }
  Elbow.element(view, "p", {}, "Higher is more novel. Scores beyond the shown range are counted in the outermost bars.");
  Elbow.legend(view, groups);
  const curves = data.scores.filter((score) => score.fpr.length > 0);
  const cards = Elbow.cards(view, data.scores.length + (curves.length > 0 ? 1 : 0));
  data.scores.forEach((score, i) => panel(cards[i], score));
  if (curves.length > 0) {
    rocCurves(cards[cards.length - 1]);
  }
  if (data.drivers && data.drivers.length > 0) {
    drivenRows(data.drivers);
  }

  function panel(card, score) {
    Elbow.element(card, "h2", {}, score.name);
    const figures = Elbow.element(card, "div", { class: "figures" });
    figure(figures, "Rows", score.rowsScored);
    figure(figures, "Mean", score.meanScore);
    figure(figures, "Threshold", score.threshold);
    figure(figures, "Flagged", percent(score.shareFlagged));
    figure(figures, "ROC-AUC", score.rocAuc);
    figure(figures, "Average precision", score.averagePrecision);
    figure(figures, "FPR at 95 % TPR", percent(score.fprAt95Tpr));

    const chart = Elbow.histogram(card, { name: score.name, unit: score.unit, edges: score.edges, squeeze: true,
      series: groups.map((group) => ({ counts: score[group.key], colour: group.colour })),
      tip: (bar) => "\n" + groups.map((each) => each.name + "  " + score[each.key][bar]).join("\n") });
    if (score.threshold !== null) {
      const place = chart.x(score.threshold);
      const atLeft = place > (chart.left + chart.right) / 2;
      Elbow.draw(chart.svg, "line", { x1: place, x2: place, y1: chart.top, y2: chart.bottom, stroke: Elbow.COLOURS.threshold,
        "stroke-width": 1.5, "stroke-dasharray": "4 3" });
      Elbow.draw(chart.svg, "text", { x: place + (atLeft ? -5 : 5), y: chart.top + 10, "text-anchor": atLeft ? "end" : "start" },
        "threshold " + Elbow.number(score.threshold));
    }
  }

  // All scores in one chart, so that they can be compared. The diagonal is what guessing gives.
  function rocCurves(card) {
    const colours = ["#6a3d9a", "#d95f02", "#1b7f79", "#c2478a", "#8a6d1b"];
    Elbow.element(card, "h2", {}, "ROC curves");
    const lines = curves.map((score, i) => ({ score: score, colour: colours[i % colours.length],
      name: score.name + ", AUC " + Elbow.number(score.rocAuc) }));
    Elbow.legend(card, lines);
    const share = [0, 0.2, 0.4, 0.6, 0.8, 1];
    const chart = Elbow.chart(card, { label: "ROC curves", height: 290, xLabel: "False positive rate",
      yLabel: "True positive rate", x: [0, 1], y: [0, 1], xTicks: share, yTicks: share });
    Elbow.draw(chart.svg, "line", { x1: chart.x(0), y1: chart.y(0), x2: chart.x(1), y2: chart.y(1), class: "axis",
      "stroke-dasharray": "2 4" });
    lines.forEach(function (line) {
      const points = line.score.fpr.map((fpr, i) => chart.x(fpr) + "," + chart.y(line.score.tpr[i])).join(" ");
      const drawn = Elbow.draw(chart.svg, "polyline", { points: points, fill: "none", stroke: line.colour,
        "stroke-width": 2, "stroke-linejoin": "round" });
      drawn.addEventListener("mousemove", (event) => Elbow.showTip(event, line.name));
      drawn.addEventListener("mouseleave", Elbow.hideTip);
    });
  }

  // The least probable rows, with a bar for each column by what it is to blame for above the usual; each row on a scale of its own.
  function drivenRows(rows) {
    Elbow.element(view, "h1", { style: "margin-top: 22px" }, "What the highest scores are due to");
    Elbow.element(view, "p", {}, "The rows with the highest negative log-likelihood, and the columns that are most to blame " +
      "for it, in nats above the usual.");
    const places = Elbow.cards(view, rows.length);
    rows.forEach(function (row, i) {
      Elbow.element(places[i], "h2", {}, row.row);
      const figures = Elbow.element(places[i], "div", { class: "figures" });
      figure(figures, "Negative log-likelihood", row.score);
      if (row.drivers.length > 0 && row.drivers[0].expected) {
        figure(figures, "Expected " + shortened(row.drivers[0].column), row.drivers[0].expected);
      }
      const width = 290;
      const label = 112;
      const line = 19;
      const room = width - label - 60;
      const most = Math.max(...row.drivers.map((driver) => driver.nats));
      const svg = Elbow.draw(places[i], "svg", { viewBox: "0 0 " + width + " " + (row.drivers.length * line + 2), role: "img",
        "aria-label": "Contributions to the score of " + row.row });
      row.drivers.forEach(function (driver, at) {
        const y = at * line;
        const length = Math.max(1, room * driver.nats / most);
        Elbow.draw(svg, "text", { x: label - 6, y: y + 13, "text-anchor": "end" }, shortened(driver.column));
        const bar = Elbow.draw(svg, "rect", { x: label, y: y + 3, width: length, height: line - 6, fill: Elbow.COLOURS.first,
          "fill-opacity": 0.85 });
        Elbow.draw(svg, "text", { x: label + length + 5, y: y + 13 }, "+" + driver.nats.toFixed(1));
        bar.addEventListener("mousemove", (event) => Elbow.showTip(event, driver.column + "  +" + Elbow.number(driver.nats) +
          " nats" + (driver.expected ? ", expected " + driver.expected : "")));
        bar.addEventListener("mouseleave", Elbow.hideTip);
      });
    });
  }

  function shortened(name) {
    return name.length > 18 ? name.slice(0, 17) + "…" : name;
  }

  function percent(share) {
    return share === null ? null : Elbow.number(100 * share) + " %";
  }

  function figure(parent, name, value) {
    if (value === null || value === undefined) {
      return;
    }
    const item = Elbow.element(parent, "span", {}, name + " ");
    Elbow.element(item, "b", {}, typeof value === "string" ? value : Elbow.number(value));
  }
});
