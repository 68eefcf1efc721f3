"""The living register: years, analyses, risks, assessments, responses, measures, secrecy marks."""
