// What the views share: fetching the data from KNIME, and drawing axes. Nothing is loaded from anywhere.
"use strict";
const Elbow = (function () {
  const SVG = "http://www.w3.org/2000/svg";
  const COLOURS = { first: "#6a3d9a", second: "#d95f02", third: "#9b9895", threshold: "#3e3a39" };
  let requests = 0;

  function ask(method, params) {
    return new Promise(function (resolve, reject) {
      const requestId = "elbow-" + Date.now() + "-" + requests++;
      const timeout = setTimeout(function () {
        window.removeEventListener("message", answered);
        reject(new Error("KNIME did not answer. Close the view and open it again."));
      }, 15000);
      function answered(event) {
        const message = event.data;
        if (message && message.type === "UIExtensionResponse" && message.requestId === requestId) {
          clearTimeout(timeout);
          window.removeEventListener("message", answered);
          resolve(message.payload);
        }
      }
      window.addEventListener("message", answered);
      window.parent.postMessage({ type: "UIExtensionRequest", requestId: requestId,
        payload: { method: method, params: params } }, "*");
    });
  }

  function result(answer) {
    const parsed = typeof answer === "string" ? JSON.parse(answer) : answer;
    if (!parsed || parsed.result === undefined) {
      throw new Error("There is no data to show. Execute the node again.");
    }
    return typeof parsed.result === "string" ? unwrap(JSON.parse(parsed.result)) : parsed.result;
  }

  function unwrap(parsed) {
    return parsed && parsed.result !== undefined ? parsed.result : parsed;
  }

  async function data() {
    const config = await ask("getConfig", []);
    if (config && config.initialData) {
      return result(config.initialData);
    }
    const node = config || {};
    return result(await ask("callNodeDataService", [{ projectId: node.projectId, workflowId: node.workflowId,
      nodeId: node.nodeId, extensionType: "view", serviceType: "initial_data", dataServiceRequest: "" }]));
  }

  function element(parent, name, attributes, text) {
    const made = document.createElement(name);
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    if (text !== undefined) {
      made.textContent = text;
    }
    parent.appendChild(made);
    return made;
  }

  function draw(parent, name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    if (text !== undefined) {
      made.textContent = text;
    }
    parent.appendChild(made);
    return made;
  }

  function number(value) {
    if (value === null || value === undefined) {
      return "–";
    }
    const size = Math.abs(value);
    if (size !== 0 && (size >= 1e6 || size < 1e-3)) {
      return value.toExponential(2).replace(/-/g, "−");
    }
    return value.toLocaleString("en", { maximumFractionDigits: size >= 1000 ? 0 : size >= 10 ? 2 : 4 }).replace("-", "−");
  }

  // Round numbers between from and to, about as many as wanted.
  function ticks(from, to, wanted) {
    const raw = (to - from) / wanted;
    const power = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw * 0.999);
    const places = [];
    for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
      places.push(i * step || 0); // never −0
    }
    return places;
  }

  // As many cards as are wanted, all at once, so that each has its width before anything is drawn into it.
  function cards(parent, count) {
    const grid = element(parent, "div", { class: "cards" });
    return Array.from({ length: count }, () => element(grid, "section", { class: "card" }));
  }

  // A chart as wide as its card, with axes; x and y turn values into places. The y axis may be squeezed by a function, and
  // its ticks be given.
  function chart(card, wanted) {
    const style = getComputedStyle(card);
    const room = card.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const size = Object.assign({ width: Math.max(220, room), height: 230 }, wanted);
    const left = size.yLabel ? 62 : 52;
    const right = 10;
    const top = 8;
    const bottom = 34;
    const svg = draw(card, "svg", { viewBox: "0 0 " + size.width + " " + size.height, role: "img", "aria-label": size.label });
    const x = (value) => left + (value - size.x[0]) / (size.x[1] - size.x[0]) * (size.width - left - right);
    const squeeze = size.squeeze || ((value) => value);
    const low = squeeze(size.y[0]);
    const y = (value) => size.height - bottom - (squeeze(value) - low) / (squeeze(size.y[1]) - low) * (size.height - top - bottom);
    (size.yTicks || ticks(size.y[0], size.y[1], 5)).forEach(function (value) {
      draw(svg, "line", { class: "grid", x1: left, x2: size.width - right, y1: y(value), y2: y(value) });
      draw(svg, "text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, number(value));
    });
    (size.xTicks || ticks(size.x[0], size.x[1], 7)).forEach(function (value) {
      draw(svg, "text", { x: x(value), y: size.height - bottom + 15, "text-anchor": "middle" }, number(value));
    });
    draw(svg, "line", { class: "axis", x1: left, x2: size.width - right, y1: size.height - bottom, y2: size.height - bottom });
    draw(svg, "text", { x: (left + size.width - right) / 2, y: size.height - 3, "text-anchor": "middle" }, size.xLabel);
    if (size.yLabel) {
      const middle = (top + size.height - bottom) / 2;
      draw(svg, "text", { x: 11, y: middle, transform: "rotate(-90 11 " + middle + ")", "text-anchor": "middle" }, size.yLabel);
    }
    return { svg: svg, x: x, y: y, width: size.width, left: left, right: size.width - right, top: top, bottom: size.height - bottom };
  }

  // A histogram: series of counts over the same edges, one edge more than bars, and what a bar says when it is pointed at. Where
  // one bar towers over the others, a linear scale would press those flat; "squeeze" has it be that of the square root then.
  function histogram(card, wanted) {
    const heights = wanted.series.flatMap((each) => each.counts).filter((count) => count > 0).sort((a, b) => a - b);
    const highest = Math.max(1, ...heights);
    const squeezed = wanted.squeeze && highest > 12 * heights[Math.floor(heights.length / 2)];
    const made = chart(card, { label: "Histogram of " + wanted.name, xLabel: wanted.name + (wanted.unit ? " (" + wanted.unit + ")" : ""),
      yLabel: squeezed ? "Rows (square-root scale)" : "Rows", x: [wanted.edges[0], wanted.edges[wanted.edges.length - 1]],
      y: [0, highest * 1.08], squeeze: squeezed ? Math.sqrt : undefined,
      yTicks: squeezed ? squareTicks(highest) : wholeTicks(highest) });
    wanted.series.forEach(function (each) {
      each.counts.forEach(function (count, bar) {
        const from = made.x(wanted.edges[bar]);
        const box = draw(made.svg, "rect", { x: from, width: Math.max(0.5, made.x(wanted.edges[bar + 1]) - from - 0.5),
          y: made.y(count), height: made.bottom - made.y(count), fill: each.colour,
          "fill-opacity": wanted.series.length > 1 ? 0.6 : 0.85 });
        box.addEventListener("mousemove", (event) => showTip(event, number(wanted.edges[bar]) + " to " +
          number(wanted.edges[bar + 1]) + wanted.tip(bar)));
        box.addEventListener("mouseleave", hideTip);
      });
    });
    return made;
  }

  // Round numbers of rows whose square roots are about evenly spaced.
  function squareTicks(highest) {
    const step = Math.sqrt(highest) / 4;
    return [0, 1, 2, 3, 4].map((i) => rounded(i * i * step * step));
  }

  function rounded(value) {
    const power = value < 1 ? 1 : Math.pow(10, Math.floor(Math.log10(value)));
    return Math.round(value / power) * power;
  }

  // Rows are counted, so that their ticks are whole numbers.
  function wholeTicks(highest) {
    return highest < 5 ? [0, 1, 2, 3, 4].filter((count) => count <= highest) : undefined;
  }

  function rows(count) {
    return "\n" + count + (count === 1 ? " row" : " rows");
  }

  function legend(parent, entries) {
    const list = element(parent, "div", { class: "legend" });
    entries.forEach(function (entry) {
      const item = element(list, "span");
      element(item, "i", { style: "background:" + entry.colour });
      item.appendChild(document.createTextNode(entry.name));
    });
  }

  const tip = element(document.body, "div", { class: "tip" });

  function showTip(event, text) {
    tip.textContent = text;
    tip.style.display = "block";
    tip.style.left = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 4) + "px";
    tip.style.top = Math.min(event.clientY + 14, window.innerHeight - tip.offsetHeight - 4) + "px";
  }

  function hideTip() {
    tip.style.display = "none";
  }

  // A line that goes to whichever place on the horizontal axis is nearest to the pointer, and a tip that says what is there.
  function pointer(chart, places, text) {
    const cursor = draw(chart.svg, "line", { class: "axis", y1: chart.top, y2: chart.bottom, visibility: "hidden" });
    chart.svg.addEventListener("mousemove", function (event) {
      const box = chart.svg.getBoundingClientRect();
      const at = (event.clientX - box.left) / box.width * chart.width;
      const nearest = places.reduce((found, place, i) =>
        Math.abs(chart.x(place) - at) < Math.abs(chart.x(places[found]) - at) ? i : found, 0);
      cursor.setAttribute("x1", chart.x(places[nearest]));
      cursor.setAttribute("x2", chart.x(places[nearest]));
      cursor.setAttribute("visibility", "visible");
      showTip(event, text(nearest));
    });
    chart.svg.addEventListener("mouseleave", function () {
      cursor.setAttribute("visibility", "hidden");
      hideTip();
    });
  }

  // Fetches the data and shows it, anew when the view changes its size; a failure is shown too.
  function show(drawAll) {
    const view = document.getElementById("view");
    data().then(function (found) {
      drawAll(view, found);
      let width = window.innerWidth;
      window.addEventListener("resize", function () {
        if (window.innerWidth !== width) {
          width = window.innerWidth;
          hideTip();
          view.replaceChildren();
          drawAll(view, found);
        }
      });
    }).catch(function (failure) {
      view.replaceChildren();
      element(view, "div", { class: "note" }, failure.message);
    });
  }

  return { COLOURS: COLOURS, element: element, draw: draw, number: number, cards: cards, chart: chart, histogram: histogram,
    pointer: pointer, rows: rows, legend: legend, showTip: showTip, hideTip: hideTip, show: show };
})();
