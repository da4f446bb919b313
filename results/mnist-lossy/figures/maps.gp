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
  set label 1 'latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'plain' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 45.353, first 34.178 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -57.662, first -4.156 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -29.027, first 29.116 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 1.753, first 32.812 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 18.349, first -37.339 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 18.821, first 14.528 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 46.347, first 5.009 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -20.659, first -34.430 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -1.625, first 5.819 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 7.102, first -40.061 center front font small textcolor rgb black boxed
  plot data using (pick("panel 1", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.3529
  set rmargin at screen 0.6471
  set bmargin at screen 0.7519
  set tmargin at screen 0.9370
  unset label
  set label 1 'quantised latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'plain' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 45.046, first 32.983 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -57.078, first -6.059 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -30.256, first 28.386 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 1.761, first 34.931 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 18.538, first -44.034 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 16.047, first 14.130 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 44.330, first 4.442 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -17.597, first -36.724 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -1.617, first 8.653 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 11.983, first -32.264 center front font small textcolor rgb black boxed
  plot data using (pick("panel 2", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.6824
  set rmargin at screen 0.9765
  set bmargin at screen 0.7519
  set tmargin at screen 0.9370
  unset label
  set label 1 'latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'L1' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 51.323, first -22.492 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -52.816, first -7.878 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -19.700, first -39.173 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 9.578, first -32.567 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 4.547, first 38.561 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 23.438, first -13.060 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 45.864, first 7.051 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -29.328, first 28.397 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 4.948, first -5.370 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -8.400, first 45.551 center front font small textcolor rgb black boxed
  plot data using (pick("panel 3", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.0235
  set rmargin at screen 0.3176
  set bmargin at screen 0.5037
  set tmargin at screen 0.6889
  unset label
  set label 1 'quantised latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'L1' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 50.441, first -26.181 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -52.898, first -5.963 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -19.513, first -34.868 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 10.294, first -31.221 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 5.208, first 37.365 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 23.827, first -11.945 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 47.400, first 5.585 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -29.255, first 27.975 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 4.665, first -4.858 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -6.739, first 46.650 center front font small textcolor rgb black boxed
  plot data using (pick("panel 4", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.3529
  set rmargin at screen 0.6471
  set bmargin at screen 0.5037
  set tmargin at screen 0.6889
  unset label
  set label 1 'latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'sigmoid latents' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first -53.784, first 18.120 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first 58.079, first 6.729 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first 18.336, first 37.235 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first -15.353, first 33.063 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -0.227, first -46.261 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first -21.494, first 11.597 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first -42.105, first -9.365 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first 27.987, first -29.152 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -0.584, first 11.131 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -5.655, first -35.384 center front font small textcolor rgb black boxed
  plot data using (pick("panel 5", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.6824
  set rmargin at screen 0.9765
  set bmargin at screen 0.5037
  set tmargin at screen 0.6889
  unset label
  set label 1 'quantised latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'sigmoid latents' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first -53.866, first 19.761 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first 59.035, first 6.077 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first 17.528, first 34.055 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first -12.624, first 33.366 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 1.087, first -47.076 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first -23.321, first 13.847 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first -41.016, first -5.751 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first 29.178, first -29.625 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -1.567, first 10.201 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -4.787, first -36.137 center front font small textcolor rgb black boxed
  plot data using (pick("panel 6", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.0235
  set rmargin at screen 0.3176
  set bmargin at screen 0.2556
  set tmargin at screen 0.4407
  unset label
  set label 1 'latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'KL sparsity' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 52.339, first -11.037 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -58.513, first -8.298 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -16.457, first -40.159 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 15.343, first -33.024 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 7.769, first 43.962 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 5.485, first -17.043 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 38.801, first 9.993 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -28.083, first 27.971 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 4.878, first -4.624 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -0.997, first 38.381 center front font small textcolor rgb black boxed
  plot data using (pick("panel 7", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.3529
  set rmargin at screen 0.6471
  set bmargin at screen 0.2556
  set tmargin at screen 0.4407
  unset label
  set label 1 'quantised latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'KL sparsity' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 51.762, first -9.897 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -57.605, first -8.526 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -17.745, first -37.975 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 16.910, first -31.745 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 5.826, first 43.707 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 9.161, first -18.831 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 37.081, first 10.469 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -28.614, first 28.325 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 3.043, first -5.868 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -2.080, first 36.969 center front font small textcolor rgb black boxed
  plot data using (pick("panel 8", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.6824
  set rmargin at screen 0.9765
  set bmargin at screen 0.2556
  set tmargin at screen 0.4407
  unset label
  set label 1 'latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'cross-entropy' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first -49.959, first 23.735 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first 59.057, first 3.918 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first 21.258, first 37.265 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first -9.308, first 30.466 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -8.856, first -38.307 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first -21.506, first 9.339 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first -47.063, first -4.281 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first 25.631, first -26.321 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 0.149, first 8.730 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 4.736, first -45.320 center front font small textcolor rgb black boxed
  plot data using (pick("panel 9", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.0235
  set rmargin at screen 0.3176
  set bmargin at screen 0.0074
  set tmargin at screen 0.1926
  unset label
  set label 1 'quantised latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'cross-entropy' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first -48.968, first 25.679 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first 58.409, first 3.334 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first 22.783, first 35.871 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first -8.584, first 31.320 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -9.276, first -36.976 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first -21.171, first 7.907 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first -47.727, first -3.461 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first 25.699, first -25.979 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 0.248, first 8.249 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 3.551, first -45.432 center front font small textcolor rgb black boxed
  plot data using (pick("panel 10", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.3529
  set rmargin at screen 0.6471
  set bmargin at screen 0.0074
  set tmargin at screen 0.1926
  unset label
  set label 1 'latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'two latents' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 3.746, first 0.876 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -5.401, first -0.368 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -1.658, first 1.840 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 0.434, first 2.089 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 0.012, first -1.702 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 0.177, first 1.485 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 0.978, first -0.259 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -0.839, first -2.510 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -0.507, first 2.205 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -0.107, first -1.672 center front font small textcolor rgb black boxed
  plot data using (pick("panel 11", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.6824
  set rmargin at screen 0.9765
  set bmargin at screen 0.0074
  set tmargin at screen 0.1926
  unset label
  set label 1 'quantised latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'two latents' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 4.135, first 0.734 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -5.928, first -0.713 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -1.918, first 1.514 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 0.509, first 2.224 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -0.037, first -1.475 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first -0.037, first 1.514 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 1.100, first 0.040 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -0.612, first -2.230 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -0.612, first 2.224 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -0.037, first -1.475 center front font small textcolor rgb black boxed
  plot data using (pick("panel 12", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  unset multiplot
}
unset output
