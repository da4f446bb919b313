# Draws scalar-gap.svg, scalar-gap.pdf and scalar-gap.png from scalar-gap.csv in this folder: gnuplot scalar-gap.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "scalar-gap.csv"
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
    set terminal svg enhanced size 482,1667 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,29.4cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,3472 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("scalar-gap.%s", format)
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
  set ylabel "gap to the bound (dB)" offset nudge, 0
  set xtics 1
  set xrange [0.5:*]
  set yrange [0:*]
  set lmargin at screen 0.1529
  set rmargin at screen 0.8588
  set bmargin at screen 0.8469
  set tmargin at screen 0.9932
  unset key
  set format x ""

  set label 1 'Gaussian source, fixed length' at graph 0.5, graph 0.95 center font small
  set label 2 "4.35 dB" at graph 1.01, first 4.346805 left font small
  plot 4.346805 with lines linecolor rgb grey linewidth medium dashtype (8,6), \
       data using (pick('gaussian lloyd-max', "bits")):(column("gap_decibels")) with linespoints pointtype 13 pointsize 1.4 * mark linecolor rgb vermilion linewidth thin title 'Lloyd–Max', \
       data using (pick('gaussian uniform-endpoints', "bits")):(column("gap_decibels")) with linespoints pointtype 8 pointsize 1.3 * mark linecolor rgb green linewidth thin title 'uniform, end points', \
       data using (pick('gaussian uniform-midpoints', "bits")):(column("gap_decibels")) with linespoints pointtype 10 pointsize 1.3 * mark linecolor rgb purple linewidth thin title 'uniform, midpoints', \
       data using (pick('gaussian uniform-optimal', "bits")):(column("gap_decibels")) with linespoints pointtype 6 pointsize 1.2 * mark linecolor rgb blue linewidth thin title 'uniform, optimal step'

  set lmargin at screen 0.1529
  set rmargin at screen 0.8588
  set bmargin at screen 0.6905
  set tmargin at screen 0.8367
  unset key
  set format x ""

  set label 1 'Gaussian source, entropy-coded' at graph 0.5, graph 0.95 center font small
  set label 2 "1.53 dB" at graph 1.01, first 1.532931 left font small
  plot 1.532931 with lines linecolor rgb grey linewidth medium dashtype (8,6), \
       data using (pick('gaussian lloyd-max', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 13 pointsize 1.4 * mark linecolor rgb vermilion linewidth thin title 'Lloyd–Max', \
       data using (pick('gaussian uniform-endpoints', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 8 pointsize 1.3 * mark linecolor rgb green linewidth thin title 'uniform, end points', \
       data using (pick('gaussian uniform-midpoints', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 10 pointsize 1.3 * mark linecolor rgb purple linewidth thin title 'uniform, midpoints', \
       data using (pick('gaussian uniform-optimal', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 6 pointsize 1.2 * mark linecolor rgb blue linewidth thin title 'uniform, optimal step'

  set lmargin at screen 0.1529
  set rmargin at screen 0.8588
  set bmargin at screen 0.5340
  set tmargin at screen 0.6803
  unset key
  set format x ""

  set label 1 'Laplacian source, fixed length' at graph 0.5, graph 0.95 center font small
  unset label 2
  plot data using (pick('laplacian lloyd-max', "bits")):(column("gap_decibels")) with linespoints pointtype 13 pointsize 1.4 * mark linecolor rgb vermilion linewidth thin title 'Lloyd–Max', \
       data using (pick('laplacian uniform-endpoints', "bits")):(column("gap_decibels")) with linespoints pointtype 8 pointsize 1.3 * mark linecolor rgb green linewidth thin title 'uniform, end points', \
       data using (pick('laplacian uniform-midpoints', "bits")):(column("gap_decibels")) with linespoints pointtype 10 pointsize 1.3 * mark linecolor rgb purple linewidth thin title 'uniform, midpoints', \
       data using (pick('laplacian uniform-optimal', "bits")):(column("gap_decibels")) with linespoints pointtype 6 pointsize 1.2 * mark linecolor rgb blue linewidth thin title 'uniform, optimal step'

  set lmargin at screen 0.1529
  set rmargin at screen 0.8588
  set bmargin at screen 0.3776
  set tmargin at screen 0.5238
  unset key
  set format x ""

  set label 1 'Laplacian source, entropy-coded' at graph 0.5, graph 0.95 center font small
  set label 2 "1.53 dB" at graph 1.01, first 1.532931 left font small
  plot 1.532931 with lines linecolor rgb grey linewidth medium dashtype (8,6), \
       data using (pick('laplacian lloyd-max', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 13 pointsize 1.4 * mark linecolor rgb vermilion linewidth thin title 'Lloyd–Max', \
       data using (pick('laplacian uniform-endpoints', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 8 pointsize 1.3 * mark linecolor rgb green linewidth thin title 'uniform, end points', \
       data using (pick('laplacian uniform-midpoints', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 10 pointsize 1.3 * mark linecolor rgb purple linewidth thin title 'uniform, midpoints', \
       data using (pick('laplacian uniform-optimal', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 6 pointsize 1.2 * mark linecolor rgb blue linewidth thin title 'uniform, optimal step'

  set lmargin at screen 0.1529
  set rmargin at screen 0.8588
  set bmargin at screen 0.2211
  set tmargin at screen 0.3673
  unset key
  set format x ""

  set label 1 'Uniform source, fixed length' at graph 0.5, graph 0.95 center font small
  unset label 2
  plot data using (pick('uniform lloyd-max', "bits")):(column("gap_decibels")) with linespoints pointtype 13 pointsize 1.4 * mark linecolor rgb vermilion linewidth thin title 'Lloyd–Max', \
       data using (pick('uniform uniform-endpoints', "bits")):(column("gap_decibels")) with linespoints pointtype 8 pointsize 1.3 * mark linecolor rgb green linewidth thin title 'uniform, end points', \
       data using (pick('uniform uniform-midpoints', "bits")):(column("gap_decibels")) with linespoints pointtype 10 pointsize 1.3 * mark linecolor rgb purple linewidth thin title 'uniform, midpoints', \
       data using (pick('uniform uniform-optimal', "bits")):(column("gap_decibels")) with linespoints pointtype 6 pointsize 1.2 * mark linecolor rgb blue linewidth thin title 'uniform, optimal step'

  set lmargin at screen 0.1529
  set rmargin at screen 0.8588
  set bmargin at screen 0.0646
  set tmargin at screen 0.2109
  set key at screen 0.5412, screen 0.0034 center bottom vertical maxrows 2 samplen 2 width 1 Left reverse
  set format x "%g"
  set xlabel "bits {/:Italic b} of an index of fixed length" offset 0, raise
  set label 1 'Uniform source, entropy-coded' at graph 0.5, graph 0.95 center font small
  set label 2 "1.53 dB" at graph 1.01, first 1.532931 left font small
  plot 1.532931 with lines linecolor rgb grey linewidth medium dashtype (8,6), \
       data using (pick('uniform lloyd-max', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 13 pointsize 1.4 * mark linecolor rgb vermilion linewidth thin title 'Lloyd–Max', \
       data using (pick('uniform uniform-endpoints', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 8 pointsize 1.3 * mark linecolor rgb green linewidth thin title 'uniform, end points', \
       data using (pick('uniform uniform-midpoints', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 10 pointsize 1.3 * mark linecolor rgb purple linewidth thin title 'uniform, midpoints', \
       data using (pick('uniform uniform-optimal', "bits")):(column("entropy_coded_gap_decibels")) with linespoints pointtype 6 pointsize 1.2 * mark linecolor rgb blue linewidth thin title 'uniform, optimal step'
  unset multiplot
}
unset output
