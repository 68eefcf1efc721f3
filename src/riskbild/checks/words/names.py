"""First names that are common in Sweden, to tell a person from a role."""

from typing import Final

_WOMEN = """
Agneta Agnes Aisha Alexandra Alice Alma Alva Amanda Amina Anette Anita Anki Anna Anne Annelie Anneli Annette Annika
Ann Anna-Karin Ann-Christin Ann-Marie Ann-Sofie Astrid Barbro Beatrice Berit Birgit Birgitta Britt Britta Camilla
Carin Carina Carola Caroline Cecilia Charlotta Charlotte Christina Clara Cornelia Daniela Diana Ebba Elin Elina
Elisabet Elisabeth Ella Ellen Elsa Elvira Emelie Emilia Emma Ester Eva Evelina Fanny Fatima Felicia Filippa Frida
Freja Gabriella Gerd Greta Gudrun Gun Gunilla Gunnel Hanna Hannah Hedvig Helen Helena Helene Hilda Ida Inga Inger
Ingrid Irene Isabella Isabelle Jasmin Jasmine Jeanette Jennifer Jenny Jessica Joanna Johanna Josefin Josefine Judith
Julia Karin Karolina Katarina Kerstin Klara Kristina Lena Leila Lina Linda Linnea Linnéa Lisa Lisbeth Liselotte
Louise Lovisa Maj Maja Malin Margareta Margit Maria Mariam Marianne Marie Marika Marina Marita Martina Mathilda
Matilda Meja Mia Mikaela Mimmi Moa Mona Monica Monika Märta Maryam Nadia Natalie Nathalie Nellie Nina Nora Olivia
Patricia Paulina Pernilla Petra Pia Rebecca Rebecka Ronja Rosa Rose Rut Ruth Saga Samira Sandra Sanna Sara Sarah
Selma Signe Sigrid Siri Siv Sofia Sofie Solveig Sonja Stina Stella Susanna Susanne Svea Sylvia Terese Therese
Thea Tilda Tina Tove Tuva Tyra Ulla Ulrika Ursula Vanessa Vendela Vera Veronica Viktoria Victoria Vilma Viola
Viveka Lotta Ewa Kicki Lisbet Khadija Marie-Louise Ann-Britt Ingela Annica Catharina Catarina Kristin Susann
Maud Eivor Elsie Ingegerd Laila Lillemor Margaretha Nicole
Alicia Milla Yasmin Ylva Yvonne Zahra Zainab Åsa Åse
"""
_MEN = """
Abdi Abdullah Adam Ahmad Ahmed Albin Alex Alexander Alf Ali Allan Amir Anders Andreas Anton Arne Arvid Axel Benjamin
Bengt Benny Bernt Bertil Bjarne Björn Bo Börje Carl Caspar Christer Christian Christoffer Conny Dan Daniel David
Dennis Edvin Egon Einar Elias Elis Emanuel Emil Erik Eric Erland Evert Fabian Felix Filip Folke Fredrik Gabriel Georg
Gustaf Gustav Gunnar Göran Gösta Hampus Hans Harald Harry Hasan Hassan Henrik Henry Herman Hjalmar Hugo Håkan Ibrahim
Ingemar Ingvar Isak Ismail Ivan Ivar Jakob Jan Jens Jesper Jim Jimmy Joakim Joel Johan Johannes John Johnny Jonas
Jonathan Jonny Josef Joseph Julius Jörgen Karl Kalle Kenneth Kent Kevin Kim Kjell Klas Knut Krister Kristian
Kristoffer Kurt Kåre Lars Lars-Erik Lasse Leif Lennart Leo Leon Liam Linus Love Lucas Ludvig Lukas Magnus Malte Marcus
Markus Martin Mathias Matteo Mattias Max Melker Melvin Michael Mikael Mohamed Mohamad Mohammad Mohammed Morgan Mustafa
Nicklas Niklas Nils Noah Ola Olle Olof Omar Oscar Oskar Ove Owe Patrik Patrick Paul Per Pelle Peter Petter Philip
Pontus Pär Ragnar Ralf Rasmus Reza Richard Rikard Robert Robin Roger Roland Rolf Ronny Rune Sam Samuel Sebastian
Sigurd Simon Sixten Staffan Stefan Sten Stig Sture Svante Sven Sören Theo Theodor Thomas Thor Tim Tobias Tom Tomas
Tommy Tony Torbjörn Tore Torsten Ulf Uno Urban Valter Vidar Viggo Viktor Victor Vilhelm Wilhelm Ville William Wille
Mats Matts Sigvard Tage Verner Vincent Charlie Elton Frank Milo Otto August Ebbe Assar Ture Inge
Yngve Yusuf Östen Åke
"""

FIRST_NAMES: Final = frozenset(f"{_WOMEN} {_MEN}".split())
"""Alone they say nothing, since many are words or places too; before another name they name a person."""
