# Draws ledger.svg, ledger.pdf and ledger.png from ledger.csv in this folder: gnuplot ledger.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "ledger.csv"
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
    set terminal svg enhanced size 482,788 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,13.9cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1642 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("ledger.%s", format)
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
  set xrange [0.0:9.05613032289517]
  set style fill solid 1 noborder
  set xtics 2
  set ytics scale 0
  unset yzeroaxis
  unset key
  set lmargin at screen 0.2941
  set rmargin at screen 0.5020
  set bmargin at screen 0.7122
  set tmargin at screen 0.9640
  set yrange [10.6:0.4]
  set ytics ('lloyd-max' 1, 'lloyd-max+coded' 2, 'tcq-256' 3, 'ecsq' 4, 'e8' 5, 'leech' 6, 'ectcq-8' 7, 'ectcq-256' 8, 'polar' 9, 'learned-8' 10)
  set format x ""
  unset xlabel
  unset key
  set label 1 'Gaussian' at screen 0.0118, graph 1 offset 0, 0.6 left
  set label 2 '1 bit' at graph 1, graph 1 offset 0, 0.6 right font small
  plot data using (column("low")):(pick('gaussian 1.0 blocklength', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb grey title 'blocklength', \
       data using (column("low")):(pick('gaussian 1.0 quantiser', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb skyBlue title 'quantiser', \
       data using (column("low")):(pick('gaussian 1.0 entropy model', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb orange title 'entropy model', \
       data using (column("low")):(pick('gaussian 1.0 coder', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb vermilion title 'coder < 0.001', \
       data using (column("low")):(pick('gaussian 1.0 header', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb black title 'header < 0.005', \
       data using (column("high")):(pick('gaussian 1.0 gap', "y")):(sprintf("%.2f", column("gap_decibels"))) with labels left offset 0.3, 0 font small

  set lmargin at screen 0.5255
  set rmargin at screen 0.7333
  set bmargin at screen 0.7122
  set tmargin at screen 0.9640
  set yrange [10.6:0.4]
  set ytics ('' 1, '' 2, '' 3, '' 4, '' 5, '' 6, '' 7, '' 8, '' 9, '' 10)
  set format x ""
  unset xlabel
  unset key
  unset label 1
  set label 2 '2 bits' at graph 1, graph 1 offset 0, 0.6 right font small
  plot data using (column("low")):(pick('gaussian 2.0 blocklength', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb grey title 'blocklength', \
       data using (column("low")):(pick('gaussian 2.0 quantiser', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb skyBlue title 'quantiser', \
       data using (column("low")):(pick('gaussian 2.0 entropy model', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb orange title 'entropy model', \
       data using (column("low")):(pick('gaussian 2.0 coder', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb vermilion title 'coder < 0.001', \
       data using (column("low")):(pick('gaussian 2.0 header', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb black title 'header < 0.005', \
       data using (column("high")):(pick('gaussian 2.0 gap', "y")):(sprintf("%.2f", column("gap_decibels"))) with labels left offset 0.3, 0 font small

  set lmargin at screen 0.7569
  set rmargin at screen 0.9647
  set bmargin at screen 0.7122
  set tmargin at screen 0.9640
  set yrange [10.6:0.4]
  set ytics ('' 1, '' 2, '' 3, '' 4, '' 5, '' 6, '' 7, '' 8, '' 9, '' 10)
  set format x ""
  unset xlabel
  unset key
  unset label 1
  set label 2 '3 bits' at graph 1, graph 1 offset 0, 0.6 right font small
  plot data using (column("low")):(pick('gaussian 3.0 blocklength', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb grey title 'blocklength', \
       data using (column("low")):(pick('gaussian 3.0 quantiser', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb skyBlue title 'quantiser', \
       data using (column("low")):(pick('gaussian 3.0 entropy model', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb orange title 'entropy model', \
       data using (column("low")):(pick('gaussian 3.0 coder', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb vermilion title 'coder < 0.001', \
       data using (column("low")):(pick('gaussian 3.0 header', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb black title 'header < 0.005', \
       data using (column("high")):(pick('gaussian 3.0 gap', "y")):(sprintf("%.2f", column("gap_decibels"))) with labels left offset 0.3, 0 font small

  set lmargin at screen 0.2941
  set rmargin at screen 0.5020
  set bmargin at screen 0.4281
  set tmargin at screen 0.6547
  set yrange [9.6:0.4]
  set ytics ('lloyd-max' 1, 'lloyd-max+coded' 2, 'tcq-256' 3, 'ecsq' 4, 'e8' 5, 'leech' 6, 'ectcq-8' 7, 'ectcq-256' 8, 'polar' 9)
  set format x ""
  unset xlabel
  unset key
  set label 1 'Laplacian' at screen 0.0118, graph 1 offset 0, 0.6 left
  set label 2 '1 bit' at graph 1, graph 1 offset 0, 0.6 right font small
  plot data using (column("low")):(pick('laplacian 1.0 blocklength', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb grey title 'blocklength', \
       data using (column("low")):(pick('laplacian 1.0 quantiser', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb skyBlue title 'quantiser', \
       data using (column("low")):(pick('laplacian 1.0 entropy model', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb orange title 'entropy model', \
       data using (column("low")):(pick('laplacian 1.0 coder', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb vermilion title 'coder < 0.001', \
       data using (column("low")):(pick('laplacian 1.0 header', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb black title 'header < 0.005', \
       data using (column("high")):(pick('laplacian 1.0 gap', "y")):(sprintf("%.2f", column("gap_decibels"))) with labels left offset 0.3, 0 font small

  set lmargin at screen 0.5255
  set rmargin at screen 0.7333
  set bmargin at screen 0.4281
  set tmargin at screen 0.6547
  set yrange [9.6:0.4]
  set ytics ('' 1, '' 2, '' 3, '' 4, '' 5, '' 6, '' 7, '' 8, '' 9)
  set format x ""
  unset xlabel
  unset key
  unset label 1
  set label 2 '2 bits' at graph 1, graph 1 offset 0, 0.6 right font small
  plot data using (column("low")):(pick('laplacian 2.0 blocklength', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb grey title 'blocklength', \
       data using (column("low")):(pick('laplacian 2.0 quantiser', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb skyBlue title 'quantiser', \
       data using (column("low")):(pick('laplacian 2.0 entropy model', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb orange title 'entropy model', \
       data using (column("low")):(pick('laplacian 2.0 coder', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb vermilion title 'coder < 0.001', \
       data using (column("low")):(pick('laplacian 2.0 header', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb black title 'header < 0.005', \
       data using (column("high")):(pick('laplacian 2.0 gap', "y")):(sprintf("%.2f", column("gap_decibels"))) with labels left offset 0.3, 0 font small

  set lmargin at screen 0.7569
  set rmargin at screen 0.9647
  set bmargin at screen 0.4281
  set tmargin at screen 0.6547
  set yrange [9.6:0.4]
  set ytics ('' 1, '' 2, '' 3, '' 4, '' 5, '' 6, '' 7, '' 8, '' 9)
  set format x ""
  unset xlabel
  unset key
  unset label 1
  set label 2 '3 bits' at graph 1, graph 1 offset 0, 0.6 right font small
  plot data using (column("low")):(pick('laplacian 3.0 blocklength', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb grey title 'blocklength', \
       data using (column("low")):(pick('laplacian 3.0 quantiser', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb skyBlue title 'quantiser', \
       data using (column("low")):(pick('laplacian 3.0 entropy model', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb orange title 'entropy model', \
       data using (column("low")):(pick('laplacian 3.0 coder', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb vermilion title 'coder < 0.001', \
       data using (column("low")):(pick('laplacian 3.0 header', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb black title 'header < 0.005', \
       data using (column("high")):(pick('laplacian 3.0 gap', "y")):(sprintf("%.2f", column("gap_decibels"))) with labels left offset 0.3, 0 font small

  set lmargin at screen 0.2941
  set rmargin at screen 0.5020
  set bmargin at screen 0.1439
  set tmargin at screen 0.3705
  set yrange [9.6:0.4]
  set ytics ('lloyd-max' 1, 'lloyd-max+coded' 2, 'tcq-256' 3, 'ecsq' 4, 'e8' 5, 'leech' 6, 'ectcq-8' 7, 'ectcq-256' 8, 'polar' 9)
  set format x "%g"
  unset xlabel
  unset key
  set label 1 'Gauss–Markov, rho=0.9' at screen 0.0118, graph 1 offset 0, 0.6 left
  set label 2 '1 bit' at graph 1, graph 1 offset 0, 0.6 right font small
  plot data using (column("low")):(pick('gauss-markov:rho=0.9 1.0 blocklength', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb grey title 'blocklength', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 1.0 quantiser', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb skyBlue title 'quantiser', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 1.0 entropy model', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb orange title 'entropy model', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 1.0 coder', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb vermilion title 'coder < 0.001', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 1.0 header', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb black title 'header < 0.005', \
       data using (column("high")):(pick('gauss-markov:rho=0.9 1.0 gap', "y")):(sprintf("%.2f", column("gap_decibels"))) with labels left offset 0.3, 0 font small

  set lmargin at screen 0.5255
  set rmargin at screen 0.7333
  set bmargin at screen 0.1439
  set tmargin at screen 0.3705
  set yrange [9.6:0.4]
  set ytics ('' 1, '' 2, '' 3, '' 4, '' 5, '' 6, '' 7, '' 8, '' 9)
  set format x "%g"
  set xlabel "gap to {/:Italic D}({/:Italic R}) (dB)" offset 0, raise
  unset key
  unset label 1
  set label 2 '2 bits' at graph 1, graph 1 offset 0, 0.6 right font small
  plot data using (column("low")):(pick('gauss-markov:rho=0.9 2.0 blocklength', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb grey title 'blocklength', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 2.0 quantiser', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb skyBlue title 'quantiser', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 2.0 entropy model', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb orange title 'entropy model', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 2.0 coder', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb vermilion title 'coder < 0.001', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 2.0 header', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb black title 'header < 0.005', \
       data using (column("high")):(pick('gauss-markov:rho=0.9 2.0 gap', "y")):(sprintf("%.2f", column("gap_decibels"))) with labels left offset 0.3, 0 font small

  set lmargin at screen 0.7569
  set rmargin at screen 0.9647
  set bmargin at screen 0.1439
  set tmargin at screen 0.3705
  set yrange [9.6:0.4]
  set ytics ('' 1, '' 2, '' 3, '' 4, '' 5, '' 6, '' 7, '' 8, '' 9)
  set format x "%g"
  unset xlabel
  set key at screen 0.4941, screen 0.0072 center bottom vertical maxrows 2 samplen 1 width -1 Left reverse
  unset label 1
  set label 2 '3 bits' at graph 1, graph 1 offset 0, 0.6 right font small
  plot data using (column("low")):(pick('gauss-markov:rho=0.9 3.0 blocklength', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb grey title 'blocklength', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 3.0 quantiser', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb skyBlue title 'quantiser', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 3.0 entropy model', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb orange title 'entropy model', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 3.0 coder', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb vermilion title 'coder < 0.001', \
       data using (column("low")):(pick('gauss-markov:rho=0.9 3.0 header', "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb black title 'header < 0.005', \
       data using (column("high")):(pick('gauss-markov:rho=0.9 3.0 gap', "y")):(sprintf("%.2f", column("gap_decibels"))) with labels left offset 0.3, 0 font small
  unset multiplot
}
unset output
