# Draws near-limit.svg, near-limit.pdf and near-limit.png from near-limit.csv in this folder: gnuplot near-limit.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "near-limit.csv"
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
    set terminal svg enhanced size 482,692 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,12.2cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1441 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("near-limit.%s", format)
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
  set logscale xy
  set format y "%g"
  set ytics (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
  set ylabel "gap to {/:Italic D}({/:Italic R}) (dB)" offset nudge, 0
  set lmargin at screen 0.1647
  set rmargin at screen 0.7765
  set bmargin at screen 0.6311
  set tmargin at screen 0.9508
  unset label
  set label 'ECSQ' at graph 1.01, first 1.4408442482296608 left font small
  set label 'ECTCQ, 8' at graph 1.01, first 0.44073643373861876 left font small
  set label 'ECTCQ, 256' at graph 1.01, first 0.1956137834584599 left font small
  set label 'ECTCQ, 16384' at graph 1.01, first 0.09180239936624804 left font small
  set label '(a) polar codes, 1 bit' at graph 0, graph 1 offset 0, 0.6 left
  set xrange [682.6666666666666:6291456.0]
  set yrange [0.012770435309546893:2.161266372344491]
  set xtics ("2^{10}" 2**10, "2^{12}" 2**12, "2^{14}" 2**14, "2^{16}" 2**16, "2^{18}" 2**18, "2^{20}" 2**20, "2^{22}" 2**22)
  set xlabel 'samples of a block' offset 0, raise
  set key at screen 0.4941, screen 0.5410 center top vertical maxrows 1 samplen 2 Left reverse
  plot 1.4408442482296608 with lines linecolor rgb black linewidth medium dashtype (8,6), \
       0.44073643373861876 with lines linecolor rgb grey linewidth medium, \
       0.1956137834584599 with lines linecolor rgb grey linewidth medium, \
       0.09180239936624804 with lines linecolor rgb grey linewidth medium, \
       data using (pick('list 1', "size")):(column("gap_decibels")) with lines linecolor rgb blue linewidth thin, \
       data using (pick("list 1", "size")):(column("gap_decibels") - halfwidth("gap_ci95")):(0):(2 * halfwidth("gap_ci95")) with vectors nohead linewidth medium linecolor rgb blue, \
       data using (pick("list 1", "size")):(column("gap_decibels")) with points pointtype 6 pointsize 1.2 * mark linewidth medium linecolor rgb blue title 'SC', \
       data using (pick('list 8', "size")):(column("gap_decibels")) with lines linecolor rgb orange linewidth thin, \
       data using (pick("list 8", "size")):(column("gap_decibels") - halfwidth("gap_ci95")):(0):(2 * halfwidth("gap_ci95")) with vectors nohead linewidth medium linecolor rgb orange, \
       data using (pick("list 8", "size")):(column("gap_decibels")) with points pointtype 5 pointsize 1.2 * mark linewidth medium linecolor rgb orange title 'list of 8', \
       data using (pick('list 32', "size")):(column("gap_decibels")) with lines linecolor rgb green linewidth thin, \
       data using (pick("list 32", "size")):(column("gap_decibels") - halfwidth("gap_ci95")):(0):(2 * halfwidth("gap_ci95")) with vectors nohead linewidth medium linecolor rgb green, \
       data using (pick("list 32", "size")):(column("gap_decibels")) with points pointtype 9 pointsize 1.2 * mark linewidth medium linecolor rgb green title 'list of 32'

  set lmargin at screen 0.1647
  set rmargin at screen 0.7765
  set bmargin at screen 0.1311
  set tmargin at screen 0.4508
  unset label
  set label 'ECSQ' at graph 1.01, first 1.4408442482296608 left font small
  set label '(b) trellises (ECTCQ)' at graph 0, graph 1 offset 0, 0.6 left
  set xrange [2.6666666666666665:24576.0]
  set yrange [0.05931485613002683:2.161266372344491]
  set xtics ("2^{2}" 2**2, "2^{4}" 2**4, "2^{6}" 2**6, "2^{8}" 2**8, "2^{10}" 2**10, "2^{12}" 2**12, "2^{14}" 2**14)
  set xlabel 'states' offset 0, raise
  set key at screen 0.4941, screen 0.0410 center top vertical maxrows 1 samplen 2 Left reverse
  plot 1.4408442482296608 with lines linecolor rgb black linewidth medium dashtype (8,6), \
       data using (pick('rate 0.5', "size")):(column("gap_decibels")) with lines linecolor rgb skyBlue linewidth thin, \
       data using (pick("rate 0.5", "size")):(column("gap_decibels") - halfwidth("gap_ci95")):(0):(2 * halfwidth("gap_ci95")) with vectors nohead linewidth medium linecolor rgb skyBlue, \
       data using (pick("rate 0.5", "size")):(column("gap_decibels")) with points pointtype 4 pointsize 1.2 * mark linewidth medium linecolor rgb skyBlue title '0.5 bits', \
       data using (pick('rate 1.0', "size")):(column("gap_decibels")) with lines linecolor rgb vermilion linewidth thin, \
       data using (pick("rate 1.0", "size")):(column("gap_decibels") - halfwidth("gap_ci95")):(0):(2 * halfwidth("gap_ci95")) with vectors nohead linewidth medium linecolor rgb vermilion, \
       data using (pick("rate 1.0", "size")):(column("gap_decibels")) with points pointtype 7 pointsize 1.2 * mark linewidth medium linecolor rgb vermilion title '1 bit', \
       data using (pick('rate 2.0', "size")):(column("gap_decibels")) with lines linecolor rgb black linewidth thin, \
       data using (pick("rate 2.0", "size")):(column("gap_decibels") - halfwidth("gap_ci95")):(0):(2 * halfwidth("gap_ci95")) with vectors nohead linewidth medium linecolor rgb black, \
       data using (pick("rate 2.0", "size")):(column("gap_decibels")) with points pointtype 8 pointsize 1.2 * mark linewidth medium linecolor rgb black title '2 bits'
  unset multiplot
}
unset output
