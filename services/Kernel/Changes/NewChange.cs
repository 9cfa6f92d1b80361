using Kernel.Data;

namespace Kernel.Changes;

/// <summary>A change that is written: each reply once, and who gets which.</summary>
internal sealed record NewChange(
    string Kind, string ThingId, int Version, string Subject, DateTimeOffset RecordedAt, IReadOnlyList<Sight> Sights)
{
    public async Task AddAsync(UnitOfWork work, NewestChange? before)
    {
        var id = Guid.CreateVersion7();
        string[] forms = [.. Sights.Select(sight => sight.Data).OfType<string>().Distinct()];
        if (before is not null)
        {
            await work.ChangeAsync(
                "UPDATE $schema.change SET superseded_at = @RecordedAt WHERE id = @Id AND superseded_at IS NULL",
                new { before.Id, RecordedAt });
        }
        await work.ExecuteAsync(
            """
            INSERT INTO $schema.change (id, kind, thing_id, version, subject, recorded_at, superseded_at)
            VALUES (@id, @Kind, @ThingId, @Version, @Subject, @RecordedAt, @goneAt)
            """,
            // What nobody sees is in no snapshot.
            new { id, Kind, ThingId, Version, Subject, RecordedAt, goneAt = forms.Length == 0 ? RecordedAt : (DateTimeOffset?)null });
        if (forms.Length > 0)
        {
            await work.ExecuteAsync(
                "INSERT INTO $schema.change_form (change_id, form, data) VALUES (@id, @form, @data)",
                forms.Select((data, form) => new { id, form, data }));
        }
        await work.ExecuteAsync(
            "INSERT INTO $schema.change_sight (change_id, organisation, role, form) VALUES (@id, @Organisation, @Role, @form)",
            Sights.Select(sight => new
            {
                id,
                sight.Organisation,
                sight.Role,
                form = sight.Data is null ? (int?)null : Array.IndexOf(forms, sight.Data),
            }));
        await work.ExecuteAsync("INSERT INTO $schema.change_waiting (change_id) VALUES (@id)", new { id });
    }
}
