using Contracts.Enrollment;
using Kernel.Data;
using MassTransit;

namespace IndustryPartnership.Internships.Consumers;

/// <summary>
/// Keeps each fact about articulations once. A placement's timeline names the institutions of its learner's pathway (S21). The majors of an
/// articulation are near each other, those of all its owners (D36).
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
        // Messages of before owners were told have the two majors alone.
        string[] majors = [articulation.FromMajor, articulation.ToMajor, .. articulation.Owners?.Select(owner => owner.Major) ?? []];
        foreach (var major in majors.Distinct())
        {
            foreach (var near in majors.Distinct().Where(other => other != major)) await KeepNearAsync(articulation.Id, major, near);
        }
    }

    private Task KeepNearAsync(Guid articulation, string major, string near) => work.TryInsertAsync(
        "INSERT INTO partnership.near_major (articulation_id, major, near) VALUES (@articulation, @major, @near)",
        new { articulation, major, near });

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
