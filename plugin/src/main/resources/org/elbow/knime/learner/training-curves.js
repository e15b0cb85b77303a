// The course of training: loss, reconstruction and KL over the epochs; and the model that came of it.
"use strict";
Elbow.show(function (view, data) {
  const history = data.history;
  const epochs = history.epoch;
  if (epochs.length === 0) {
    Elbow.element(view, "div", { class: "note" }, "Training ended before its first epoch.");
    return;
  }
  const validated = history.validationLoss.some((value) => value !== null);
  const judged = validated ? history.validationLoss : history.trainingLoss;
  // without validation the last epoch's weights are the model's
  const best = validated ? judged.reduce((found, value, i) =>
    value !== null && (judged[found] === null || value < judged[found]) ? i : found, 0) : epochs.length - 1;
  const curves = [{ name: "Training", prefix: "training", colour: Elbow.COLOURS.first }];
  if (validated) {
    curves.push({ name: "Validation", prefix: "validation", colour: Elbow.COLOURS.second });
  }

  const earlier = (data.model.Training || []).find((entry) => entry.name === "Continued from");
  Elbow.element(view, "h1", {}, "Training curves");
  Elbow.element(view, "p", {}, epochs.length + (epochs.length === 1 ? " epoch, " : " epochs, ") +
    Elbow.number(history.steps[epochs.length - 1]) + (history.steps[epochs.length - 1] === 1 ? " step. " : " steps. ") + (validated ? "Lowest validation loss " : "Last training loss ") +
    Elbow.number(judged[best]) + " nats per row, in epoch " + epochs[best] +
    ", whose weights are the model's (dashed line)." + (earlier ? " Continued from " + earlier.value + "." : ""));
  Elbow.legend(view, curves);
  const hamiltonian = history.stepSize.some((value) => value !== null);
  const penalised = history.trainingPenalty.some((value) => value !== null && value !== 0);
  const warmed = history.beta.some((value) => value !== history.beta[0]);
  const cards = Elbow.cards(view, 3 + (penalised ? 1 : 0) + (warmed ? 1 : 0) + (hamiltonian ? 2 : 0));
  panel(cards.shift(), "Loss", (hamiltonian ? "Negative Hamiltonian bound" : "Reconstruction + β · KL") +
    (penalised ? ", without the penalty" : "") + ", nats per row", bound());
  panel(cards.shift(), "Reconstruction", "−log p(x|z), nats per row", both("Reconstruction"));
  panel(cards.shift(), hamiltonian ? "Rest of the bound" : "KL divergence",
    hamiltonian ? "Loss − reconstruction, nats per row" : "KL(q(z|x) ‖ p(z)), nats per row", both("Kl"));
  if (penalised) {
    panel(cards.shift(), "Penalty", "Part of the training loss, nats per row", single("Training", history.trainingPenalty));
  }
  if (warmed) {
    panel(cards.shift(), "β", "Weight of the KL term in training", single("β", history.beta));
  }
  if (hamiltonian) {
    panel(cards.shift(), "Step size", "Mean of the learned leapfrog step sizes", single("Step size", history.stepSize));
    panel(cards.shift(), "√β₀", "Learned tempering; 1 is none", single("√β₀", history.sqrtBeta0));
  }
  if (Object.keys(data.model).length > 0) {
    Elbow.element(view, "h1", { style: "margin:22px 0 10px" }, "The model");
    Elbow.model(view, data.model);
  }

  // The loss as training and validation both have it: penalties are measured in training alone.
  function bound() {
    const lines = both("Loss");
    lines[0].values = lines[0].values.map((value, i) => value === null ? null : value - history.trainingPenalty[i]);
    return lines;
  }

  function both(suffix) {
    return curves.map((curve) => ({ name: curve.name, colour: curve.colour, values: history[curve.prefix + suffix] }));
  }

  function single(name, values) {
    return [{ name: name, colour: Elbow.COLOURS.first, values: values }];
  }

  function panel(card, title, subtitle, lines) {
    Elbow.element(card, "h2", {}, title);
    Elbow.element(card, "p", {}, subtitle);
    const values = lines.flatMap((line) => line.values).filter((value) => Number.isFinite(value));
    if (values.length === 0) {
      return;
    }
    const low = Math.min(...values);
    const high = Math.max(...values);
    const margin = (high - low || Math.abs(high) || 1) * 0.06;
    const first = epochs[0];
    const last = epochs[epochs.length - 1];
    const chart = Elbow.chart(card, { label: title + " over the epochs", xLabel: "Epoch",
      x: first === last ? [first - 0.5, last + 0.5] : [first, last], y: [low - margin, high + margin],
      xTicks: whole(first, last) });
    Elbow.draw(chart.svg, "line", { x1: chart.x(epochs[best]), x2: chart.x(epochs[best]), y1: chart.top, y2: chart.bottom,
      stroke: Elbow.COLOURS.threshold, "stroke-dasharray": "3 3" });
    lines.forEach(function (line) {
      const points = epochs.map((epoch, i) => [epoch, line.values[i]]).filter((point) => Number.isFinite(point[1]))
        .map((point) => chart.x(point[0]) + "," + chart.y(point[1]));
      Elbow.draw(chart.svg, "polyline", { points: points.join(" "), fill: "none", stroke: line.colour, "stroke-width": 2,
        "stroke-linejoin": "round" });
      if (points.length === 1) {
        const place = points[0].split(",");
        Elbow.draw(chart.svg, "circle", { cx: place[0], cy: place[1], r: 3, fill: line.colour });
      }
    });
    Elbow.pointer(chart, epochs, (nearest) => "Epoch " + epochs[nearest] + "\n" +
      lines.map((line) => line.name + "  " + Elbow.number(line.values[nearest])).join("\n"));
  }

  // Whole numbers of epochs, at most nine.
  function whole(from, to) {
    const step = Math.max(1, Math.ceil((to - from) / 8));
    const places = [];
    for (let epoch = from; epoch <= to; epoch += step) {
      places.push(epoch);
    }
    return places;
  }
});
