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
    set terminal svg enhanced size 482,575 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,10.15cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1199 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
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
  set bmargin at screen 0.6700
  set tmargin at screen 0.9163
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
  set bmargin at screen 0.6700
  set tmargin at screen 0.9163
  unset label
  set label 1 'latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'dense, ReLU latents' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 71.510, first -6.913 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -67.924, first -12.492 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -24.623, first -45.197 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 19.771, first -48.502 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -1.742, first 58.041 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 25.638, first -15.108 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 47.105, first 22.896 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -40.664, first 28.472 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -3.165, first -16.209 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 1.405, first 38.994 center front font small textcolor rgb black boxed
  plot data using (pick("panel 2", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.6824
  set rmargin at screen 0.9765
  set bmargin at screen 0.6700
  set tmargin at screen 0.9163
  unset label
  set label 1 'quantised latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'dense, ReLU latents' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 71.584, first -8.006 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -67.456, first -13.270 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -25.759, first -45.818 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 19.184, first -46.952 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -1.178, first 59.473 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 23.794, first -14.233 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 47.951, first 20.818 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -40.580, first 27.767 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -3.451, first -16.573 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -1.226, first 39.904 center front font small textcolor rgb black boxed
  plot data using (pick("panel 3", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.0235
  set rmargin at screen 0.3176
  set bmargin at screen 0.3399
  set tmargin at screen 0.5862
  unset label
  set label 1 'reconstructions' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'dense, ReLU latents' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 69.481, first 12.183 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -68.315, first -1.606 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -34.917, first 41.108 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 10.346, first 51.130 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 8.975, first -44.192 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 23.562, first 24.124 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 45.676, first -17.047 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -33.387, first -32.461 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -2.838, first 24.146 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -4.047, first -49.638 center front font small textcolor rgb black boxed
  plot data using (pick("panel 4", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.3529
  set rmargin at screen 0.6471
  set bmargin at screen 0.3399
  set tmargin at screen 0.5862
  unset label
  set label 1 'latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'dense, linear latents' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first -71.384, first 11.129 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first 66.543, first 6.954 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first 18.142, first 54.310 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first -15.363, first 38.341 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -3.791, first -46.955 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first -19.023, first 10.891 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first -48.087, first -19.830 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first 39.423, first -27.419 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 6.934, first 17.605 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 10.907, first -47.198 center front font small textcolor rgb black boxed
  plot data using (pick("panel 5", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.6824
  set rmargin at screen 0.9765
  set bmargin at screen 0.3399
  set tmargin at screen 0.5862
  unset label
  set label 1 'quantised latents' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'dense, linear latents' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first -67.880, first 10.073 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first 65.386, first 8.350 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first 16.591, first 55.119 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first -15.747, first 37.878 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first -4.983, first -47.216 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first -17.279, first 10.537 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first -48.417, first -20.374 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first 40.769, first -27.029 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first 6.108, first 17.762 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first 12.235, first -48.101 center front font small textcolor rgb black boxed
  plot data using (pick("panel 6", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  set lmargin at screen 0.0235
  set rmargin at screen 0.3176
  set bmargin at screen 0.0099
  set tmargin at screen 0.2562
  unset label
  set label 1 'reconstructions' at graph 0, graph 1 offset 0, 0.6 left font small
  set label 2 'dense, linear latents' at graph 0, graph 1 offset 0, 1.5499999999999998 left font small
  set label 3 "{/:Bold 0}" at first 67.910, first 16.634 center front font small textcolor rgb black boxed
  set label 4 "{/:Bold 1}" at first -66.595, first 0.670 center front font small textcolor rgb black boxed
  set label 5 "{/:Bold 2}" at first -32.698, first 42.557 center front font small textcolor rgb black boxed
  set label 6 "{/:Bold 3}" at first 10.726, first 48.152 center front font small textcolor rgb black boxed
  set label 7 "{/:Bold 4}" at first 10.826, first -44.997 center front font small textcolor rgb black boxed
  set label 8 "{/:Bold 5}" at first 20.385, first 13.800 center front font small textcolor rgb black boxed
  set label 9 "{/:Bold 6}" at first 47.129, first -15.644 center front font small textcolor rgb black boxed
  set label 10 "{/:Bold 7}" at first -34.855, first -33.080 center front font small textcolor rgb black boxed
  set label 11 "{/:Bold 8}" at first -4.726, first 25.448 center front font small textcolor rgb black boxed
  set label 12 "{/:Bold 9}" at first -1.604, first -47.779 center front font small textcolor rgb black boxed
  plot data using (pick("panel 7", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable

  unset multiplot
}
unset output
