"use strict";
(() => {
  const save = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  for (const button of document.querySelectorAll("[data-save]")) {
    button.addEventListener("click", () => {
      const figure = button.closest("figure"), id = figure.dataset.name;
      if (button.dataset.save === "csv") return save(`${id}.csv`, "text/csv", figure.querySelector(".csv").textContent);
      const copy = figure.querySelector(".picture svg").cloneNode(true);
      copy.querySelector(".drawing").removeAttribute("transform");
      copy.setAttribute("color", "#000000");
      save(`${id}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(copy));
    });
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(text);
        button.textContent = "Selected: copy it with your keyboard";
      }
    });
  }

  // With D3: a closer look at detailed pictures.
  if (!window.d3 || !d3.zoom) return;
  for (const figure of document.querySelectorAll("figure.detailed")) {
    const svg = d3.select(figure).select(".picture svg"), drawing = svg.select(".drawing");
    const zoom = d3.zoom().scaleExtent([1, 24]).filter((event) => {
      const e = event || d3.event;
      return e.type !== "wheel" || e.ctrlKey || e.metaKey;
    });
    const box = svg.node().viewBox.baseVal;
    zoom.extent([[0, 0], [box.width, box.height]]).translateExtent([[0, 0], [box.width, box.height]]);
    zoom.on("zoom", (event) => drawing.attr("transform", (event && event.transform) || d3.event.transform));
    svg.call(zoom);
    const tools = figure.querySelector(".tools");
    for (const [name, step] of [["Closer", 2], ["Farther", 0.5]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => svg.call(zoom.scaleBy, step));
      tools.append(" ", button);
    }
  }
})();
