### What changes over time: differences, history, forecasts, deadlines.
