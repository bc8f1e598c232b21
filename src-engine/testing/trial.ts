import { csvTable } from './csvTable'
import type { DataTable } from '../contract/columns'

/** Twelve subjects in three arms, up to four visits, four rows missing; simulated. */
export const trialCsv = `y,visit,subject,arm,sex,x
24.74,1,1,placebo,f,14.57
23.23,2,1,placebo,f,7.61
23.59,3,1,placebo,f,8.61
24.9,4,1,placebo,f,9.18
27.2,2,2,low,m,8.11
29.58,3,2,low,m,11.5
32.4,4,2,low,m,9.77
27.76,1,3,high,m,10.31
29.66,2,3,high,m,14.38
29.6,3,3,high,m,10.71
31.61,4,3,high,m,15.43
24.65,1,4,placebo,f,14.56
25.04,2,4,placebo,f,10.65
27.03,3,4,placebo,f,13.79
27.29,4,4,placebo,f,10.94
26.81,2,5,low,f,9.39
28.97,3,5,low,f,9.99
28.21,4,5,low,f,11.98
31.63,1,6,high,m,11.68
32.41,2,6,high,m,11.41
34.62,3,6,high,m,12.61
32.83,4,6,high,m,7.22
28.28,1,7,placebo,m,12.55
26.07,2,7,placebo,m,10.37
28.62,3,7,placebo,m,11.5
29.92,4,7,placebo,m,11.18
25.91,1,8,low,f,8.03
27.9,3,8,low,f,8.26
29.02,4,8,low,f,11.44
24.83,1,9,high,f,10.22
24.1,2,9,high,f,9.84
27.8,3,9,high,f,9.16
29.05,4,9,high,f,8.88
27.2,1,10,placebo,m,12
26.29,2,10,placebo,m,7.79
27.41,3,10,placebo,m,9.72
29.65,4,10,placebo,m,10.63
27.8,1,11,low,m,12.44
27.59,2,11,low,m,8.6
27.31,3,11,low,m,9.43
23.11,1,12,high,f,9.22
25.88,2,12,high,f,9.2
27.24,3,12,high,f,12.7
26.53,4,12,high,f,11.18
`

export const trial: DataTable = csvTable(trialCsv, ['subject'])
