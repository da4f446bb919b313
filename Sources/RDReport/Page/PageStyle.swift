/// The style of a page: one column of text, figures side by side where they fit, tables that scroll by themselves, fonts of the reader's
/// machine.
let pageStyle = """
  :root {
    color-scheme: light;
    --ink: #1a1c20; --soft: #5b616b; --line: #dfe2e7; --wash: #f6f7f9; --link: #0a58a8;
    --good: #0b6b45; --bad: #a8310a; --open: #6a5200;
  }
  * { box-sizing: border-box; }
  html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
  body {
    margin: 0 auto; padding: 0 1.25rem 5rem; max-width: 76rem; color: var(--ink); background: #fff;
    font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  }
  header { padding: 3rem 0 1rem; }
  h1 { margin: 0 0 1rem; max-width: 30ch; font-size: clamp(1.6rem, 4.5vw, 2.5rem); line-height: 1.15; letter-spacing: -0.02em; text-wrap: balance; }
  h2 { margin: 0; font-size: 1.5rem; letter-spacing: -0.01em; }
  h3 { display: inline; font-size: 1rem; font-weight: 600; }
  h4 { margin: 1.25rem 0 0.5rem; font-size: 0.9rem; }
  p { max-width: 72ch; }
  a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
  code, pre { font: 0.86em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
  pre { margin: 0; padding: 0.9rem; overflow-x: auto; max-height: 24rem; background: var(--wash); border-radius: 6px; overflow-wrap: normal; }
  nav { display: flex; flex-wrap: wrap; gap: 0.35rem 1.1rem; margin-top: 1.5rem; padding: 0.9rem 0; border-block: 1px solid var(--line); }
  section { padding-top: 3rem; }
  section > h3 { display: block; margin: 2rem 0 0.6rem; }
  .run { margin: 0.3rem 0 0; color: var(--soft); font-size: 0.9rem; }
  .warning, .failures { padding: 0.7rem 1rem; color: var(--bad); background: #fdf3ef; border-radius: 6px; }
  .failures { padding-left: 2rem; font-size: 0.9rem; }
  .bad { color: var(--bad); }
  .figures { columns: 26rem; column-gap: 2.5rem; margin: 1.5rem 0 0; }
  figure { margin: 0 0 1.75rem; break-inside: avoid; }
  @media (min-width: 56rem) { .figures:has(figure:only-child) { columns: auto; } figure:only-child { display: grid; grid-template-columns: minmax(26rem, 37rem) minmax(0, 24rem); gap: 2.5rem; } figure:only-child figcaption { margin: 0; } }
  figure svg { display: block; width: 100%; height: auto; }
  figcaption { margin-top: 0.5rem; color: var(--soft); font-size: 0.86rem; line-height: 1.45; }
  .scroll { overflow: auto; max-height: 40rem; border: 1px solid var(--line); border-radius: 6px; }
  #published .scroll { max-height: none; }
  .scroll:focus-visible { outline: 2px solid var(--link); }
  table { width: 100%; border-collapse: collapse; font-size: 0.86rem; line-height: 1.4; }
  th, td { padding: 0.38rem 0.75rem; text-align: left; vertical-align: top; }
  td.number { white-space: nowrap; text-align: right; font-variant-numeric: tabular-nums; }
  th { position: sticky; top: 0; padding: 0; background: var(--wash); box-shadow: inset 0 -1px var(--line); vertical-align: bottom; }
  th button { width: 100%; padding: 0.5rem 0.75rem; border: 0; background: none; color: inherit; font: inherit; font-weight: 600; text-align: inherit; cursor: pointer; }
  th.number button { text-align: right; }
  th button:hover, th button:focus-visible { color: var(--link); }
  th[aria-sort] button { color: var(--link); }
  th[aria-sort="ascending"] button::after { content: " ↑"; }
  th[aria-sort="descending"] button::after { content: " ↓"; }
  tbody tr + tr td { border-top: 1px solid var(--line); }
  tbody tr:hover td { background: var(--wash); }
  details { margin: 1.5rem 0; }
  details > summary { margin-bottom: 0.6rem; cursor: pointer; }
  details ul { padding-left: 1.2rem; font-size: 0.86rem; }
  .count, .hash { color: var(--soft); }
  .count { font-size: 0.86rem; }
  .verdict { padding: 0.1em 0.5em; border-radius: 4px; font-weight: 600; white-space: nowrap; }
  .verdict.good { color: var(--good); background: #e9f5ef; }
  .verdict.bad { color: var(--bad); background: #fdf0ea; }
  .verdict.open { color: var(--open); background: #faf4e0; }
  @media (max-width: 40rem) { body { padding-inline: 0.9rem; } header { padding-top: 1.75rem; } section { padding-top: 2.25rem; } th button, td { padding-inline: 0.5rem; } }
  @media print { nav { display: none; } .scroll { max-height: none; } details > *:not(summary) { display: block; } }

  """
