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
    set terminal svg enhanced size 482,765 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,13.5cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1594 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
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
  set rmargin at screen 0.3176
  set bmargin at screen 0.7519
  set tmargin at screen 0.9370
  unset label
  set label 1 'pixels' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 3 "{/:Bold 0}" at first 67.317, first 20.675 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -66.574, first 3.905 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -34.860, first 39.245 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 8.156, first 45.230 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 14.220, first -40.854 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 18.943, first 16.309 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 49.659, first -14.419 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -32.971, first -36.793 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -8.380, first 21.932 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 0.134, first -44.484 center front font small textcolor rgb black boxed
  plot data using (pick("panel 1", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.3529
  set rmargin at screen 0.6471
  set bmargin at screen 0.7519
  set tmargin at screen 0.9370
  unset label
  set label 1 'latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 '13,289 parameters' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first -29.976, first -0.133 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -47.888, first -65.379 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first 28.823, first 45.582 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first -17.078, first 57.842 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 34.707, first -43.939 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first -45.933, first 32.949 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first -19.218, first -33.881 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first 55.937, first 12.119 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -4.985, first 29.430 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 43.893, first -19.637 center front font small textcolor rgb black boxed
  plot data using (pick("panel 2", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.6824
  set rmargin at screen 0.9765
  set bmargin at screen 0.7519
  set tmargin at screen 0.9370
  unset label
  set label 1 'quantised latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 '13,289 parameters' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first -43.414, first 2.994 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -40.554, first -65.844 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first 29.445, first 45.210 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first -17.884, first 55.021 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 34.970, first -48.521 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first -48.551, first 37.301 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first -18.602, first -25.872 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first 51.372, first 10.284 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -3.546, first 25.716 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 44.493, first -23.996 center front font small textcolor rgb black boxed
  plot data using (pick("panel 3", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.0235
  set rmargin at screen 0.3176
  set bmargin at screen 0.5037
  set tmargin at screen 0.6889
  unset label
  set label 1 'reconstructions' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 '13,289 parameters' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 63.715, first 15.401 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -75.085, first 0.277 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -32.073, first 45.147 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 16.956, first 57.028 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 9.109, first -46.153 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 23.151, first 19.160 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 45.238, first -19.445 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -35.768, first -36.906 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 3.771, first 35.946 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -2.882, first -50.389 center front font small textcolor rgb black boxed
  plot data using (pick("panel 4", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.3529
  set rmargin at screen 0.6471
  set bmargin at screen 0.5037
  set tmargin at screen 0.6889
  unset label
  set label 1 'latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 '13,289 parameters, l…' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first -52.207, first 10.305 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first 65.931, first 30.372 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first 42.264, first -15.648 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 8.266, first 24.912 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -38.405, first -42.225 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 3.744, first 55.878 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first -46.319, first 46.701 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first 23.363, first -54.160 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -1.734, first 2.411 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -12.484, first -47.592 center front font small textcolor rgb black boxed
  plot data using (pick("panel 5", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.6824
  set rmargin at screen 0.9765
  set bmargin at screen 0.5037
  set tmargin at screen 0.6889
  unset label
  set label 1 'quantised latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 '13,289 parameters, l…' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first -52.797, first 13.329 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first 61.671, first 32.746 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first 47.898, first -21.382 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 7.820, first 23.503 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -39.646, first -45.517 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 2.796, first 55.158 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first -42.629, first 47.223 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first 19.427, first -55.690 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 3.128, first 0.443 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -14.114, first -38.948 center front font small textcolor rgb black boxed
  plot data using (pick("panel 6", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.0235
  set rmargin at screen 0.3176
  set bmargin at screen 0.2556
  set tmargin at screen 0.4407
  unset label
  set label 1 'reconstructions' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 '13,289 parameters, l…' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 69.536, first 15.216 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -69.545, first 2.579 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -34.790, first 51.526 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 12.482, first 43.896 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 8.960, first -46.592 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 24.498, first 9.316 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 57.813, first -20.196 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -40.052, first -37.962 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -1.220, first 23.687 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 0.862, first -40.679 center front font small textcolor rgb black boxed
  plot data using (pick("panel 7", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.3529
  set rmargin at screen 0.6471
  set bmargin at screen 0.2556
  set tmargin at screen 0.4407
  unset label
  set label 1 'latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 '53,000 parameters' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 41.337, first -37.694 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -73.431, first 19.701 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -21.574, first 41.430 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 20.173, first 49.028 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -5.872, first -61.803 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 39.048, first 17.359 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 70.871, first -4.210 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -39.992, first -16.554 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 10.762, first 20.543 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -17.810, first -37.829 center front font small textcolor rgb black boxed
  plot data using (pick("panel 8", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.6824
  set rmargin at screen 0.9765
  set bmargin at screen 0.2556
  set tmargin at screen 0.4407
  unset label
  set label 1 'quantised latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 '53,000 parameters' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 45.829, first -41.457 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -70.097, first 22.741 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -19.173, first 42.019 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 23.545, first 49.303 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -5.672, first -62.538 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 33.298, first 10.509 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 67.572, first -4.454 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -41.517, first -16.098 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 9.436, first 21.558 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -17.107, first -37.032 center front font small textcolor rgb black boxed
  plot data using (pick("panel 9", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.0235
  set rmargin at screen 0.3176
  set bmargin at screen 0.0074
  set tmargin at screen 0.1926
  unset label
  set label 1 'reconstructions' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 '53,000 parameters' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 67.563, first 15.498 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -70.154, first -2.139 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -30.176, first 41.349 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 11.412, first 54.039 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 4.557, first -50.640 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 19.253, first 12.565 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 52.073, first -18.751 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -36.702, first -33.783 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 0.116, first 29.062 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -2.559, first -47.601 center front font small textcolor rgb black boxed
  plot data using (pick("panel 10", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  unset multiplot
}
unset output
