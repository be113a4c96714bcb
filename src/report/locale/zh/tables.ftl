### Tables, queries, spreadsheets.
