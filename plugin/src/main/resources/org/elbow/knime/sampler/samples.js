// The first rows that were made: images in a grid, numbers along a dimension as charts, the rest as a table.
"use strict";
Elbow.show(function (view, data) {
  const TITLES = { PRIOR: "Samples from the prior", RECONSTRUCTIONS: "Reconstructions", INTERPOLATIONS: "Interpolations",
    TRAVERSALS: "Latent traversals", JACOBIAN: "Jacobian columns" };
  const TEXTS = {
    PRIOR: "Rows that the model makes of codes drawn from the prior.",
    RECONSTRUCTIONS: "Rows of the table as the model makes them again.",
    INTERPOLATIONS: "From the first row of each pair (0) to the second (1), by way of the code.",
    TRAVERSALS: "Each line changes one dimension of the code, whose value stands above, and keeps the others.",
    JACOBIAN: "How the decoded row changes when a dimension of the code begins to grow." };
  const MOST_TABLE_ROWS = 100;
  const MOST_TABLES = 100;
  const MOST_CARDS = 60;
  const ORIGINAL = "Row itself";
  const CELL = "padding:3px 10px;border-bottom:1px solid #e8eaeb;white-space:nowrap;";
  const SERIES = ["#6a3d9a", "#d95f02", "#1b9e77", "#3e3a39", "#e7298a", "#7f9f00", "#1f78b4", "#a6761d"];
  const along = data.mode === "TRAVERSALS" || data.mode === "INTERPOLATIONS";
  const columns = data.columns.map((column, index) => ({ name: column.name, kind: column.kind, index: index }));
  const ofKind = (kind) => columns.filter((column) => column.kind === kind);

  Elbow.element(view, "h1", {}, TITLES[data.mode]);
  if (data.shown === 0) {
    Elbow.element(view, "div", { class: "note" }, "No row was made.");
    return;
  }
  const drawn = along || columns.some((column) => column.kind === "image" || column.kind === "vector");
  const cards = data.lines.slice(0, MOST_CARDS).reduce((sum, line) => sum + line.rows.filter((row) => row.place !== ORIGINAL).length, 0);
  const shownRows = columns.some((column) => column.kind === "image") || data.mode === "JACOBIAN" ? data.shown
    : drawn ? cards : Math.min(data.shown, MOST_TABLE_ROWS);
  Elbow.element(view, "p", {}, TEXTS[data.mode] + (shownRows < data.total ? " The first " + Elbow.number(shownRows) + " of " +
    Elbow.number(data.total) + " rows are shown." : ""));
  ofKind("image").forEach(data.mode === "RECONSTRUCTIONS" ? tiles : images);
  ofKind("vector").forEach(vectors);
  const plain = columns.filter((column) => column.kind === "number" || column.kind === "text");
  if (plain.length > 0) {
    if (along) {
      courses(plain);
    } else if (data.mode === "JACOBIAN") {
      derivatives(plain);
    } else {
      table(plain);
    }
  }

  function heading(column) {
    if (columns.length > 1) {
      Elbow.element(view, "h2", { style: "margin-top:12px" }, column.name);
    }
  }

  // A line of images for each line; without lines, a grid that is about square.
  function images(column) {
    heading(column);
    if (data.mode === "JACOBIAN") {
      Elbow.element(view, "p", {}, "Medium grey: no change; white and black: the largest change either way, on one scale for all.");
    }
    const lines = data.lines.length === 1 && data.lines[0].name === "" ? squared(data.lines[0].rows) : data.lines;
    const most = Math.max(...lines.map((line) => line.rows.length));
    const named = lines.some((line) => line.name !== "");
    const room = view.clientWidth - (named ? 130 : 0);
    const size = Math.max(28, Math.min(96, Math.floor(room / most) - 4));
    const box = Elbow.element(view, "div", { style: "overflow-x:auto;margin-bottom:12px" });
    const grid = Elbow.element(box, "table", { style: "border-collapse:collapse;font-size:11px;color:#6e6a68" });
    if (named && lines.every((line, i) => line.rows.every((row, j) => row.place === (lines[0].rows[j] || row).place))) {
      const head = Elbow.element(grid, "tr");
      Elbow.element(head, "th");
      const longest = lines.reduce((found, line) => line.rows.length > found.rows.length ? line : found, lines[0]);
      longest.rows.forEach((row) => Elbow.element(head, "th", { style: "font-weight:400;padding:0 2px 2px" }, shortened(row.place)));
    }
    lines.forEach(function (line) {
      const tr = Elbow.element(grid, "tr");
      if (named) {
        Elbow.element(tr, "th", { title: line.name, style: "font-weight:600;color:#3e3a39;text-align:right;padding-right:8px;" +
          "max-width:122px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap" }, line.name);
      }
      line.rows.forEach(function (row) {
        const td = Elbow.element(tr, "td", { style: "padding:2px" });
        const image = row.values[column.index];
        if (image !== null) {
          Elbow.element(td, "img", { src: "data:image/png;base64," + image, alt: row.place, title: caption(line, row), width: size,
            height: size, style: "display:block;object-fit:contain;image-rendering:pixelated;background:#f6f6f4" });
        }
      });
    });
  }

  // A row of the table and what the model makes of it, side by side.
  function tiles(column) {
    heading(column);
    const box = Elbow.element(view, "div", { style: "display:flex;flex-wrap:wrap;gap:14px 22px;margin-bottom:12px" });
    data.lines.forEach(function (line) {
      const tile = Elbow.element(box, "div", { style: "font-size:11px;color:#6e6a68" });
      Elbow.element(tile, "div", { style: "font-weight:600;color:#3e3a39" }, line.name);
      const images = Elbow.element(tile, "div", { style: "display:flex;flex-wrap:wrap;gap:4px" });
      line.rows.filter((row) => row.values[column.index] !== null).forEach(function (row) {
        const each = Elbow.element(images, "div", { style: "width:72px;text-align:center" });
        Elbow.element(each, "img", { src: "data:image/png;base64," + row.values[column.index], alt: caption(line, row), width: 72,
          height: 72, style: "display:block;object-fit:contain;image-rendering:pixelated;background:#f6f6f4" });
        each.appendChild(document.createTextNode(row.place === "Reconstruction" ? "Made" : row.place));
      });
    });
  }

  function caption(line, row) {
    return line.name === "" ? row.place : line.name + ": " + row.place;
  }

  function shortened(place) {
    const value = Number(place);
    return place === "" || Number.isNaN(value) ? place : Elbow.number(Math.round(100 * value) / 100);
  }

  function squared(rows) {
    const wide = Math.max(Math.ceil(Math.sqrt(rows.length)), Math.min(rows.length, Math.floor(view.clientWidth / 100)));
    const lines = [];
    for (let from = 0; from < rows.length; from += wide) {
      lines.push({ name: "", rows: rows.slice(from, from + wide) });
    }
    return lines;
  }

  // A card for each line, with a curve over the vector's elements for each row: along a way from light to dark.
  function vectors(column) {
    heading(column);
    if (data.mode === "RECONSTRUCTIONS") {
      Elbow.legend(view, [{ name: ORIGINAL, colour: Elbow.COLOURS.second }, { name: "Made by the model", colour: SERIES[0] }]);
    } else if (data.mode === "JACOBIAN") {
      Elbow.legend(view, data.lines[0].rows.slice(0, SERIES.length).map((row, i) => ({ name: row.place, colour: SERIES[i] })));
    }
    const range = extent(data.lines.flatMap((line) => line.rows.flatMap((row) => row.values[column.index] || [])));
    Elbow.cards(view, Math.min(MOST_CARDS, data.lines.length)).forEach(function (card, i) {
      const line = data.lines[i];
      Elbow.element(card, "h2", {}, line.name === "" ? TITLES[data.mode] : line.name);
      const length = Math.max(...line.rows.map((row) => (row.values[column.index] || []).length));
      const chart = Elbow.chart(card, { label: line.name, xLabel: "Element", x: length > 1 ? [1, length] : [0.5, 1.5], y: range,
        height: 200 });
      line.rows.forEach(function (row, place) {
        const shade = along && line.rows.length > 1 ? 0.15 + 0.85 * place / (line.rows.length - 1) : line.rows.length > 6 ? 0.35 : 1;
        const colour = row.place === ORIGINAL ? Elbow.COLOURS.second : SERIES[data.mode === "JACOBIAN" ? place % SERIES.length : 0];
        curve(chart, (row.values[column.index] || []).map((value, element) => [element + 1, value]), colour, shade,
          caption(line, row));
      });
      if (along) {
        Elbow.element(card, "p", { style: "margin:0" }, "From " + shortened(line.rows[0].place) + " (light) to " +
          shortened(line.rows[line.rows.length - 1].place) + " (dark).");
      }
    });
  }

  function curve(chart, points, colour, opacity, title) {
    const shown = points.filter((point) => Number.isFinite(point[1]));
    const drawn = Elbow.draw(chart.svg, "polyline", { fill: "none", stroke: colour, "stroke-width": 1.6, opacity: opacity,
      "stroke-linejoin": "round", points: shown.map((point) => chart.x(point[0]) + "," + chart.y(point[1])).join(" ") });
    Elbow.draw(drawn, "title", {}, title);
  }

  // The range of a chart's axis, and the lowest and the highest value in it.
  function extent(values) {
    const finite = values.filter((value) => Number.isFinite(value));
    const low = finite.reduce((found, value) => Math.min(found, value), Infinity);
    const high = finite.reduce((found, value) => Math.max(found, value), -Infinity);
    if (!(low <= high)) {
      return [0, 1, null, null];
    }
    const margin = (high - low || Math.abs(high) || 1) * 0.05;
    return [low - margin, high + margin, low, high];
  }

  // Numbers along the way, each in the range that its column has in this view, and the stretches of nominal values.
  function courses(shown) {
    const numbers = shown.filter((column) => column.kind === "number").slice(0, SERIES.length);
    const left = shown.filter((column) => column.kind === "number").length - numbers.length;
    const texts = shown.filter((column) => column.kind === "text");
    const ranges = numbers.map((column) => extent(data.lines.flatMap((line) => line.rows.map((row) => row.values[column.index]))));
    if (numbers.length > 0) {
      Elbow.element(view, "p", { style: "margin-top:8px" }, "Each number is drawn between its lowest and its highest value in this " +
        "view, so that a flat curve means no change" + (left > 0 ? "; the first " + numbers.length + " columns" : "") +
        ". Point at a chart for the values.");
      Elbow.legend(view, numbers.map((column, i) => ({ name: column.name + " (" + Elbow.number(ranges[i][2]) + " to " +
        Elbow.number(ranges[i][3]) + ")", colour: SERIES[i] })));
    }
    Elbow.cards(view, Math.min(MOST_CARDS, data.lines.length)).forEach(function (card, i) {
      const line = data.lines[i];
      Elbow.element(card, "h2", {}, line.name);
      const places = line.rows.map((row) => Number(row.place));
      if (numbers.length > 0) {
        const chart = Elbow.chart(card, { label: line.name, xLabel: data.mode === "TRAVERSALS" ? "Value of the dimension" : "Position",
          x: [places[0], places[places.length - 1]], y: [0, 1], yTicks: [], height: 190 });
        numbers.forEach(function (column, n) {
          curve(chart, line.rows.map((row, place) => [places[place], row.values[column.index] === null ? null
            : (row.values[column.index] - ranges[n][0]) / (ranges[n][1] - ranges[n][0])]), SERIES[n], 1, column.name);
        });
        pointer(chart, line, places, numbers.concat(texts));
      }
      texts.forEach((column) => stretches(card, line, column));
    });
  }

  function pointer(chart, line, places, shown) {
    Elbow.pointer(chart, places, (nearest) => line.name + " at " + shortened(line.rows[nearest].place) + "\n" +
      shown.map((column) => column.name + "  " + text(line.rows[nearest].values[column.index])).join("\n"));
  }

  // The most probable value of a nominal column along the way, one block for each stretch of equal ones.
  function stretches(card, line, column) {
    Elbow.element(card, "div", { style: "font-size:11px;color:#6e6a68;margin-top:4px" }, column.name);
    const bar = Elbow.element(card, "div", { style: "display:flex;gap:2px;margin-bottom:4px" });
    let from = 0;
    line.rows.forEach(function (row, i) {
      const value = row.values[column.index];
      if (i + 1 === line.rows.length || line.rows[i + 1].values[column.index] !== value) {
        Elbow.element(bar, "div", { title: text(value), style: "flex:" + (i + 1 - from) + " 1 0;min-width:0;overflow:hidden;" +
          "text-overflow:ellipsis;white-space:nowrap;background:#f0ecf5;padding:1px 5px;font-size:11px" }, text(value));
        from = i + 1;
      }
    });
  }

  function text(value) {
    return value === null ? "–" : typeof value === "number" ? Elbow.number(value) : String(value);
  }

  // A compact table of the first rows.
  function table(shown) {
    const rows = [];
    let made = 0;
    data.lines.forEach((line) => line.rows.forEach(function (row) {
      made += row.place === ORIGINAL ? 0 : 1;
      if (made <= MOST_TABLE_ROWS) {
        rows.push({ name: caption(line, row), values: row.values, original: row.place === ORIGINAL });
      }
    }));
    const grid = newTable([""].concat(shown.map((column) => column.name)), [""].concat(shown.map((column) => column.kind)));
    rows.forEach(function (row) {
      const tr = Elbow.element(grid, "tr", row.original ? { style: "background:#f6f6f4" } : {});
      Elbow.element(tr, "th", { style: CELL + "font-weight:400;color:#6e6a68;text-align:left" }, row.name);
      shown.forEach((column) => Elbow.element(tr, "td", { style: CELL + aligned(column.kind) }, text(row.values[column.index])));
    });
  }

  // A table for each code, with a line for each column and a derivative for each dimension, shaded by its size in its line.
  function derivatives(shown) {
    Elbow.element(view, "p", { style: "margin-top:8px" }, "In each column's own unit per unit of the code; of categories, the change " +
      "of their probability. Shaded by size, purple for growing and orange for falling.");
    data.lines.slice(0, MOST_TABLES).forEach(function (line) {
      const places = line.rows.map((row) => row.place);
      const grid = newTable([line.name].concat(places), [""].concat(places.map(() => "number")));
      shown.forEach(function (column) {
        const values = line.rows.map((row) => row.values[column.index]);
        const largest = Math.max(...values.map((value) => Math.abs(value) || 0));
        const tr = Elbow.element(grid, "tr");
        Elbow.element(tr, "th", { style: CELL + "font-weight:400;text-align:left" }, column.name);
        values.forEach((value) => Elbow.element(tr, "td", { style: CELL + aligned("number") + (value === null ? "" : "background:rgba(" +
          (value > 0 ? "106,61,154," : "217,95,2,") + (largest > 0 ? 0.4 * Math.abs(value) / largest : 0).toFixed(3) + ")") },
          text(value)));
      });
    });
  }

  function newTable(names, kinds) {
    const box = Elbow.element(view, "div", { style: "overflow-x:auto;margin-top:8px" });
    const grid = Elbow.element(box, "table", { style: "border-collapse:collapse;font-size:12px" });
    const head = Elbow.element(grid, "tr");
    names.forEach((name, i) => Elbow.element(head, "th", { style: CELL + "font-weight:600;" + aligned(kinds[i]) }, name));
    return grid;
  }

  function aligned(kind) {
    return "text-align:" + (kind === "number" ? "right;" : "left;");
  }
});
