"""The program's one function: facts and a call in, the whole outcome out."""
