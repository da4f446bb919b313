# Draws near-limit-speed.svg, near-limit-speed.pdf and near-limit-speed.png from near-limit-speed.csv in this folder: gnuplot near-limit-speed.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "near-limit-speed.csv"
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
    set terminal svg enhanced size 482,465 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,8.2cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,969 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("near-limit-speed.%s", format)
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
  set lmargin at screen 0.1647
  set rmargin at screen 0.9412
  set bmargin at screen 0.2988
  set tmargin at screen 0.9634
  set logscale xy
  set format "%g"
  set xrange [0.3710472330696923:60.950449442361844]
  set yrange [0.012770435309546893:2.161266372344491]
  set xtics (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
  set ytics (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
  set xlabel "encoding on one thread (10^6 samples per second)" offset 0, raise
  set ylabel "gap to {/:Italic D}({/:Italic R}) (dB), 1 bit" offset nudge, 0
  set key at screen 0.5412, screen 0.0122 center bottom vertical maxrows 3 samplen 2 Left reverse
  plot data using (pick('ecsq', "speed")):(column("gap_decibels")) with lines linecolor rgb black linewidth thin, \
       data using (pick("ecsq", "speed")):(column("gap_decibels") - halfwidth("gap_ci95")):(0):(2 * halfwidth("gap_ci95")) with vectors nohead linewidth medium linecolor rgb black, \
       data using (pick("ecsq", "speed")):(column("gap_decibels")) with points pointtype 2 pointsize 1.3 * mark linewidth medium linecolor rgb black title 'ECSQ', \
       data using (pick('trellises', "speed")):(column("gap_decibels")) with lines linecolor rgb vermilion linewidth thin, \
       data using (pick("trellises", "speed")):(column("gap_decibels") - halfwidth("gap_ci95")):(0):(2 * halfwidth("gap_ci95")) with vectors nohead linewidth medium linecolor rgb vermilion, \
       data using (pick("trellises", "speed")):(column("gap_decibels")) with points pointtype 7 pointsize 1.2 * mark linewidth medium linecolor rgb vermilion title 'ECTCQ', \
       data using (pick('first of trellises', "speed")):(column("gap_decibels")):(strcol("size")) with labels left offset 0.6, 0.5 font small textcolor rgb vermilion, \
       data using (pick('last of trellises', "speed")):(column("gap_decibels")):(strcol("size")) with labels left offset 0.6, -0.5 font small textcolor rgb vermilion, \
       data using (pick('list 1', "speed")):(column("gap_decibels")) with lines linecolor rgb blue linewidth thin, \
       data using (pick("list 1", "speed")):(column("gap_decibels") - halfwidth("gap_ci95")):(0):(2 * halfwidth("gap_ci95")) with vectors nohead linewidth medium linecolor rgb blue, \
       data using (pick("list 1", "speed")):(column("gap_decibels")) with points pointtype 6 pointsize 1.2 * mark linewidth medium linecolor rgb blue title 'polar, SC', \
       data using (pick('first of list 1', "speed")):(column("gap_decibels")):(strcol("size")) with labels left offset 0.6, 0.5 font small textcolor rgb blue, \
       data using (pick('last of list 1', "speed")):(column("gap_decibels")):(strcol("size")) with labels left offset 0.6, -0.5 font small textcolor rgb blue, \
       data using (pick('list 8', "speed")):(column("gap_decibels")) with lines linecolor rgb orange linewidth thin, \
       data using (pick("list 8", "speed")):(column("gap_decibels") - halfwidth("gap_ci95")):(0):(2 * halfwidth("gap_ci95")) with vectors nohead linewidth medium linecolor rgb orange, \
       data using (pick("list 8", "speed")):(column("gap_decibels")) with points pointtype 5 pointsize 1.2 * mark linewidth medium linecolor rgb orange title 'polar, list of 8', \
       data using (pick('first of list 8', "speed")):(column("gap_decibels")):(strcol("size")) with labels left offset 0.6, 0.5 font small textcolor rgb orange, \
       data using (pick('last of list 8', "speed")):(column("gap_decibels")):(strcol("size")) with labels left offset 0.6, -0.5 font small textcolor rgb orange, \
       data using (pick('list 32', "speed")):(column("gap_decibels")) with lines linecolor rgb green linewidth thin, \
       data using (pick("list 32", "speed")):(column("gap_decibels") - halfwidth("gap_ci95")):(0):(2 * halfwidth("gap_ci95")) with vectors nohead linewidth medium linecolor rgb green, \
       data using (pick("list 32", "speed")):(column("gap_decibels")) with points pointtype 9 pointsize 1.2 * mark linewidth medium linecolor rgb green title 'polar, list of 32', \
       data using (pick('first of list 32', "speed")):(column("gap_decibels")):(strcol("size")) with labels left offset 0.6, 0.5 font small textcolor rgb green, \
       data using (pick('last of list 32', "speed")):(column("gap_decibels")):(strcol("size")) with labels left offset 0.6, -0.5 font small textcolor rgb green
}
unset output
