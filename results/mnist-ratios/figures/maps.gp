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
    set terminal svg enhanced size 482,505 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,8.9cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1051 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
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
  set style textbox opaque noborder fillcolor rgb "#FFFFFF" margins 0.2, 0.1
  set lmargin at screen 0.0235
  set rmargin at screen 0.4471
  set bmargin at screen 0.5337
  set tmargin at screen 0.9382
  unset label
  set label 1 '392 latents (50 %)' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 3 "{/:Bold 0}" at first 65.887, first 17.345 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -66.607, first 11.953 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -28.841, first 37.127 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 11.250, first 57.207 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 14.341, first -44.178 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 26.344, first 23.049 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 50.635, first -12.106 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -32.303, first -47.839 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -1.265, first 14.203 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 3.524, first -49.471 center front font small textcolor rgb black boxed
  plot data using (pick("panel 1", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.5529
  set rmargin at screen 0.9765
  set bmargin at screen 0.5337
  set tmargin at screen 0.9382
  unset label
  set label 1 '78 latents (90 %)' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 3 "{/:Bold 0}" at first 66.152, first 17.104 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -70.119, first 12.705 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -32.210, first 40.488 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 10.255, first 56.557 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 15.081, first -44.435 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 25.929, first 22.998 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 49.931, first -11.355 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -32.217, first -49.098 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -2.508, first 16.733 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 3.335, first -50.331 center front font small textcolor rgb black boxed
  plot data using (pick("panel 2", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.0235
  set rmargin at screen 0.4471
  set bmargin at screen 0.0674
  set tmargin at screen 0.4719
  unset label
  set label 1 '39 latents (95 %)' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 3 "{/:Bold 0}" at first 64.864, first 18.946 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -70.938, first 9.811 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -34.122, first 38.852 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 8.230, first 57.076 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 16.815, first -45.412 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 22.075, first 23.186 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 50.829, first -10.521 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -32.129, first -49.669 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -2.013, first 16.934 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 4.185, first -48.856 center front font small textcolor rgb black boxed
  plot data using (pick("panel 3", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.5529
  set rmargin at screen 0.9765
  set bmargin at screen 0.0674
  set tmargin at screen 0.4719
  unset label
  set label 1 '8 latents (99 %)' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 3 "{/:Bold 0}" at first 57.723, first 22.421 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -68.852, first 7.576 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -20.186, first 17.060 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 8.797, first 58.647 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 10.390, first -52.373 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 19.765, first 26.243 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 49.968, first -8.415 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -35.383, first -43.693 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -3.222, first 23.642 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -2.364, first -43.581 center front font small textcolor rgb black boxed
  plot data using (pick("panel 4", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable
  unset label
  unset border
  set lmargin at screen 0.0235
  set rmargin at screen 0.9765
  set bmargin at screen 0.0056
  set tmargin at screen 0.0618
  set xrange [0:1]
  set yrange [0:1]
  set key at screen 0.5, screen 0.0112 center bottom vertical maxrows 1 samplen 1 Left reverse
  plot NaN with points pointtype 7 pointsize 0.8 * mark linecolor rgb 29362 title "original", \
       NaN with points pointtype 7 pointsize 0.8 * mark linecolor rgb 13983232 title "reconstruction"
  unset multiplot
}
unset output
