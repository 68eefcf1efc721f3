"""The heat map: how many risks stand in each square of the matrix, as a picture and as a table."""
