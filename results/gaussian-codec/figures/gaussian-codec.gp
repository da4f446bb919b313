# Draws gaussian-codec.svg, gaussian-codec.pdf and gaussian-codec.png from gaussian-codec.csv in this folder: gnuplot gaussian-codec.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "gaussian-codec.csv"
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
    set terminal svg enhanced size 482,1077 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,19.0cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,2244 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("gaussian-codec.%s", format)
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
  set xrange [0:3.6]
  set xtics 0.5

  set lmargin at screen 0.1647
  set rmargin at screen 0.9647
  set bmargin at screen 0.7000
  set tmargin at screen 0.9684
  set label 1 '(a) by blocklength: additive-noise, search' at graph 0, graph 1 offset 0, 0.6 left
  set ylabel "mean-square error {/:Italic D} (dB)" offset nudge, 0
  set yrange [-21:0.5]
  set ytics 3
  set format "%g"
  set key inside bottom left vertical maxrows auto Left reverse samplen 2
  plot data using (pick('theory rate-distortion-function', "rate_bits_per_sample")):(column("mse_decibels")) with lines linecolor rgb black linewidth thick title "bound {/:Italic D}({/:Italic R})", \
       data using (pick('theory naive', "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 2 pointsize 1.4 * mark linecolor rgb grey title "keeping {/:Italic d} of {/:Italic n}, 4 bits", \
       data using (pick('length 1', "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 6 pointsize 1.2 * mark linewidth medium linecolor rgb blue title "learned, {/:Italic n} = 1", \
       data using (pick('length 2', "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 4 pointsize 1.2 * mark linewidth medium linecolor rgb orange title "learned, {/:Italic n} = 2", \
       data using (pick('length 8', "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 8 pointsize 1.2 * mark linewidth medium linecolor rgb green title "learned, {/:Italic n} = 8", \
       data using (pick('length 32', "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 10 pointsize 1.2 * mark linewidth medium linecolor rgb purple title "learned, {/:Italic n} = 32"

  set lmargin at screen 0.1647
  set rmargin at screen 0.9647
  set bmargin at screen 0.4000
  set tmargin at screen 0.6421
  set label 1 '(b) by blocklength: additive-noise, search' at graph 0, graph 1 offset 0, 0.6 left
  set ylabel "gap to {/:Italic D}({/:Italic R}) (dB)" offset nudge, 0
  set yrange [0:2.8]
  set ytics 0.5
  set key inside top right vertical maxrows 4 Left reverse samplen 1.5
  plot data using (pick('theory ecsq', "rate_bits_per_sample")):(column("gap_decibels")) with lines dashtype (8,6) linecolor rgb black linewidth medium title "ECSQ, computed", \
       data using (pick('e8', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 1 pointsize 1.4 * mark linecolor rgb black title 'e8', \
       data using (pick('ectcq-8', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 2 pointsize 1.4 * mark linecolor rgb black title 'ectcq-8', \
       data using (pick('length 1', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 6 pointsize 1.2 * mark linewidth medium linecolor rgb blue title "learned, {/:Italic n} = 1", \
       data using (pick('length 2', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 4 pointsize 1.2 * mark linewidth medium linecolor rgb orange title "learned, {/:Italic n} = 2", \
       data using (pick('length 8', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 8 pointsize 1.2 * mark linewidth medium linecolor rgb green title "learned, {/:Italic n} = 8", \
       data using (pick('length 32', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 10 pointsize 1.2 * mark linewidth medium linecolor rgb purple title "learned, {/:Italic n} = 32"

  set lmargin at screen 0.1647
  set rmargin at screen 0.9647
  set bmargin at screen 0.1316
  set tmargin at screen 0.3421
  set label 1 '(c) by training: n = 32, search' at graph 0, graph 1 offset 0, 0.6 left
  set xlabel "rate {/:Italic R} (bits per sample)" offset 0, raise
  set key at screen 0.5176, screen 0.0053 center bottom vertical maxrows 4 samplen 2 width -2 Left reverse
  plot data using (pick('theory ecsq', "rate_bits_per_sample")):(column("gap_decibels")) with lines dashtype (8,6) linecolor rgb black linewidth medium title "ECSQ, computed", \
       data using (pick('e8', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 1 pointsize 1.4 * mark linecolor rgb black title 'e8', \
       data using (pick('ectcq-8', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 2 pointsize 1.4 * mark linecolor rgb black title 'ectcq-8', \
       data using (pick('training additive-noise', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 7 pointsize 1.2 * mark linewidth medium linecolor rgb vermilion title 'additive-noise', \
       data using (pick('training straight-through', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 5 pointsize 1.2 * mark linewidth medium linecolor rgb skyBlue title 'straight-through', \
       data using (pick('training stochastic-rounding', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 9 pointsize 1.2 * mark linewidth medium linecolor rgb grey title 'stochastic-rounding', \
       data using (pick('training noise-then-rounding', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 13 pointsize 1.2 * mark linewidth medium linecolor rgb black title 'noise-then-rounding', \
       data using (pick('training noise-then-decoder', "rate_bits_per_sample")):(column("gap_decibels")) with points pointtype 11 pointsize 1.2 * mark linewidth medium linecolor rgb orange title 'noise-then-decoder'
  unset multiplot
}
unset output
