/// The script of a page: a click on a heading sorts the table by that column, ascending, descending, and in the original order.
let pageScript = """
  "use strict";
  for (const table of document.querySelectorAll("table")) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const headings = [...table.tHead.rows[0].cells];
    const key = (row, column) => {
      const cell = row.cells[column];
      return "value" in cell.dataset ? Number(cell.dataset.value) : cell.textContent;
    };
    const isMissing = (value) => value === "–";
    const compare = (one, other) =>
      typeof one === "number" && typeof other === "number"
        ? one - other
        : String(one).localeCompare(String(other), "en", { numeric: true });
    headings.forEach((heading, column) => {
      heading.firstElementChild.addEventListener("click", () => {
        const order = { ascending: "descending", descending: "none" }[heading.ariaSort] ?? "ascending";
        for (const other of headings) other.removeAttribute("aria-sort");
        let rows = original;
        if (order !== "none") {
          heading.ariaSort = order;
          const sign = order === "ascending" ? 1 : -1;
          rows = [...original].sort((first, second) => {
            const [one, other] = [key(first, column), key(second, column)];
            // Missing values stay at the end in any order.
            if (isMissing(one) || isMissing(other)) return isMissing(one) - isMissing(other);
            return sign * compare(one, other);
          });
        }
        body.append(...rows);
      });
    });
  }
  // A link into a collapsed element expands it.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    target?.closest("details")?.setAttribute("open", "");
  };
  addEventListener("hashchange", reveal);
  reveal();

  """
