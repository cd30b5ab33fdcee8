"""Cost as the corpus grows: sampled passages around real ones, up to millions."""
