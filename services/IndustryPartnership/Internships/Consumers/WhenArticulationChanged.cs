using Contracts.Enrollment;
using Kernel.Data;
using MassTransit;

namespace IndustryPartnership.Internships.Consumers;

/// <summary>
/// Keeps each fact about articulations once. A placement's timeline names the institutions of its learner's pathway (S21). An articulation
/// makes its two majors near (D36).
/// </summary>
public sealed class WhenArticulationChanged(UnitOfWork work) : IConsumer<ArticulationActivatedV1>, IConsumer<ArticulationClosedV1>
{
    public Task Consume(ConsumeContext<ArticulationActivatedV1> context) =>
        KeepAsync(context.Message.Articulation, "articulation activated", context.Message.OccurredAt);

    public Task Consume(ConsumeContext<ArticulationClosedV1> context) =>
        KeepAsync(context.Message.Articulation, "articulation closed", context.Message.OccurredAt);

    // The message has no business day, so the day of recording counts.
    private async Task KeepAsync(ArticulationV1 articulation, string fact, DateTimeOffset at)
    {
        await AppendAsync(articulation, fact, at);
        // Rows from before majors were kept get them from a catch-up answer.
        await work.ExecuteAsync(
            "UPDATE partnership.articulation_fact SET from_major = @FromMajor, to_major = @ToMajor "
            + "WHERE articulation_id = @Id AND from_major IS NULL",
            new { articulation.Id, articulation.FromMajor, articulation.ToMajor });
    }

    private Task AppendAsync(ArticulationV1 articulation, string fact, DateTimeOffset at) => work.UpsertNewerAsync(
        update:
        """
        UPDATE partnership.articulation_fact
        SET fact = @fact, from_institution = @FromInstitution, to_institution = @ToInstitution, happened_on = @on, recorded_at = @at
        WHERE articulation_id = @Id AND version = @Version AND recorded_at > @at
        """,
        insert:
        """
        INSERT INTO partnership.articulation_fact (articulation_id, version, fact, from_institution, to_institution, happened_on,
            recorded_at)
        VALUES (@Id, @Version, @fact, @FromInstitution, @ToInstitution, @on, @at)
        """,
        new
        {
            articulation.Id,
            articulation.Version,
            fact,
            articulation.FromInstitution,
            articulation.ToInstitution,
            on = Told.DayOf(at),
            at,
        });
}
