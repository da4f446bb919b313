# Draws loss-curves.svg, loss-curves.pdf and loss-curves.png from loss-curves.csv in this folder: gnuplot loss-curves.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "loss-curves.csv"
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
    set terminal svg enhanced size 482,380 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,6.7cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,791 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("loss-curves.%s", format)
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
  set lmargin at screen 0.1529
  set rmargin at screen 0.8706
  set bmargin at screen 0.2313
  set tmargin at screen 0.9701
  set xlabel "epoch" offset 0, raise
  set ylabel "mean-square error" offset nudge, 0
  set logscale x
  set xrange [*:*] noextend
  set yrange [*:1.02<*]
  set format y "%.1f"
  set ytics 0.1
  set key at screen 0.5118, screen 0.0149 center bottom vertical maxrows 1 samplen 2.5
  set label 1 "{/:Italic d} = 10" at graph 1.02, first 0.9 left textcolor rgb blue font small
  set label 2 "{/:Italic d} = 30" at graph 1.02, first 0.7 left textcolor rgb vermilion font small
  set label 3 "{/:Italic d} = 50" at graph 1.02, first 0.5 left textcolor rgb green font small
  plot data using (pick("copying d=10", "epoch")):(column("mse")) with lines linecolor rgb grey linewidth medium dashtype (8,6), \
       data using (pick("training d=10", "epoch")):(column("mse")) with lines linecolor rgb blue linewidth medium dashtype (2,3), \
       data using (pick("held-out d=10", "epoch")):(column("mse")) with lines linecolor rgb blue linewidth medium, \
       data using (pick("copying d=30", "epoch")):(column("mse")) with lines linecolor rgb grey linewidth medium dashtype (8,6), \
       data using (pick("training d=30", "epoch")):(column("mse")) with lines linecolor rgb vermilion linewidth medium dashtype (2,3), \
       data using (pick("held-out d=30", "epoch")):(column("mse")) with lines linecolor rgb vermilion linewidth medium, \
       data using (pick("copying d=50", "epoch")):(column("mse")) with lines linecolor rgb grey linewidth medium dashtype (8,6), \
       data using (pick("training d=50", "epoch")):(column("mse")) with lines linecolor rgb green linewidth medium dashtype (2,3), \
       data using (pick("held-out d=50", "epoch")):(column("mse")) with lines linecolor rgb green linewidth medium, \
       keyentry with lines linecolor rgb black linewidth medium title "held-out", \
       keyentry with lines linecolor rgb black linewidth medium dashtype (2,3) title "training", \
       keyentry with lines linecolor rgb grey linewidth medium dashtype (8,6) title "1 − {/:Italic d}/{/:Italic n}"
}
unset output
