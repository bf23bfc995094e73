"""What is judged: labelled cases, the suites that ship, and the files of public benchmarks."""
