# Draws maps.svg, maps.pdf and maps.png from maps.csv in this folder: gnuplot maps.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "maps.csv"
pick(series, name) = strcol("series") eq series ? column(name) : NaN
halfwidth(name) = column(name) == column(name) ? column(name) : 0
black = "#000000"
grey = "#7F7F7F"
orange = "#E69F00"
skyBlue = "#56B4E9"
green = "#009E73"
blue = "#0072B2"
vermilion = "#D55E00"
purple = "#CC79A7"

do for [format in "svg pdf png"] {
  if (format eq "svg") {
    set terminal svg enhanced size 482,539 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,9.5cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1122 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("maps.%s", format)
  reset
  set minussign
  set datafile separator comma
  set datafile columnheaders
  set datafile missing NaN
  set border 3 linewidth 0.7
  set tics nomirror out scale 0.5 font small
  set key samplen 2 spacing 1.1 font small noautotitle
  thin = 0.7
  medium = 1.2
  thick = 1.8
  set multiplot
  set border 15 linecolor rgb "#CCCCCC"
  unset tics
  unset key
  set offsets graph 0.04, graph 0.04, graph 0.04, graph 0.04
  set style textbox opaque noborder fillcolor rgb "#FFFFFF" margins 0.4, 0.2
  set lmargin at screen 0.0235
  set rmargin at screen 0.4471
  set bmargin at screen 0.5316
  set tmargin at screen 0.9105
  unset label
  set label 1 '392 latents (50 %)' at graph 0, graph 1 offset 0, 0.6 left font small

  plot data using (pick("panel 1 group 1", "x")):(column("y")) with points pointtype 6 pointsize 0.35 * mark linewidth 0.6 linecolor rgb "#0072B2", \
       data using (pick("panel 1 group 2", "x")):(column("y")) with points pointtype 7 pointsize 0.35 * mark linewidth 0.6 linecolor rgb "#D55E00"

  set lmargin at screen 0.5529
  set rmargin at screen 0.9765
  set bmargin at screen 0.5316
  set tmargin at screen 0.9105
  unset label
  set label 1 '78 latents (90 %)' at graph 0, graph 1 offset 0, 0.6 left font small

  plot data using (pick("panel 2 group 1", "x")):(column("y")) with points pointtype 6 pointsize 0.35 * mark linewidth 0.6 linecolor rgb "#0072B2", \
       data using (pick("panel 2 group 2", "x")):(column("y")) with points pointtype 7 pointsize 0.35 * mark linewidth 0.6 linecolor rgb "#D55E00"

  set lmargin at screen 0.0235
  set rmargin at screen 0.4471
  set bmargin at screen 0.0632
  set tmargin at screen 0.4421
  unset label
  set label 1 '39 latents (95 %)' at graph 0, graph 1 offset 0, 0.6 left font small

  plot data using (pick("panel 3 group 1", "x")):(column("y")) with points pointtype 6 pointsize 0.35 * mark linewidth 0.6 linecolor rgb "#0072B2", \
       data using (pick("panel 3 group 2", "x")):(column("y")) with points pointtype 7 pointsize 0.35 * mark linewidth 0.6 linecolor rgb "#D55E00"

  set lmargin at screen 0.5529
  set rmargin at screen 0.9765
  set bmargin at screen 0.0632
  set tmargin at screen 0.4421
  unset label
  set label 1 '8 latents (99 %)' at graph 0, graph 1 offset 0, 0.6 left font small

  plot data using (pick("panel 4 group 1", "x")):(column("y")) with points pointtype 6 pointsize 0.35 * mark linewidth 0.6 linecolor rgb "#0072B2", \
       data using (pick("panel 4 group 2", "x")):(column("y")) with points pointtype 7 pointsize 0.35 * mark linewidth 0.6 linecolor rgb "#D55E00"
  unset label
  unset border
  set lmargin at screen 0.0235
  set rmargin at screen 0.9765
  set bmargin at screen 0.0053
  set tmargin at screen 0.0579
  set xrange [0:1]
  set yrange [0:1]
  set key at screen 0.5, screen 0.0105 center bottom vertical maxrows 1 samplen 1 Left reverse
  plot NaN with points pointtype 6 pointsize 0.8 * mark linecolor rgb "#0072B2" title "original", \
       NaN with points pointtype 7 pointsize 0.8 * mark linecolor rgb "#D55E00" title "reconstruction"
  unset multiplot
}
unset output
