"""The youth justice service's children: interventions, prevention and offences."""
