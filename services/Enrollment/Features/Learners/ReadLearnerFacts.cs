using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>Whoever sees the learner sees the facts of the course, also those that a correction superseded (D43).</summary>
public static class ReadLearnerFacts
{
    public sealed record CourseFact
    {
        /// <summary>The learner's version that it made. A withdrawal names the fact by it.</summary>
        public required int Version { get; init; }

        /// <summary>What happened, such as <c>stage-completed</c>.</summary>
        [OneOf(typeof(LearnerFact))]
        public required string Fact { get; init; }

        /// <summary>The learner's state from that day on (D5).</summary>
        [OneOf(typeof(LearnerState))]
        public required string State { get; init; }

        /// <summary>The stage, from 1.</summary>
        public required int Stage { get; init; }

        /// <summary>The year in which the cohort began.</summary>
        public required int Cohort { get; init; }

        /// <summary>The code of the class, if it was known.</summary>
        public required string? Class { get; init; }

        /// <summary>The articulation.</summary>
        public required Guid ArticulationId { get; init; }

        /// <summary>The institution that teaches the stage.</summary>
        public required string PresentInstitution { get; init; }

        /// <summary>The day from which it holds.</summary>
        public required DateOnly EffectiveOn { get; init; }

        /// <summary>The business date on which it was recorded.</summary>
        public required DateOnly RecordedOn { get; init; }

        /// <summary>When it was recorded, UTC.</summary>
        public required DateTimeOffset RecordedAt { get; init; }

        /// <summary>The business date on which a correction superseded it; null while it stands.</summary>
        public required DateOnly? SupersededOn { get; init; }

        /// <summary>When that was recorded, UTC.</summary>
        public required DateTimeOffset? SupersededAt { get; init; }

        internal long Seq { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/learners/{id:guid}/facts", ListAsync)
        .WithName("ListLearnerFacts").WithSummary("List the facts of a learner's course").Allow(Roles.Registrar, Roles.Learner);

    // Without knownOn all facts; with it those that stood as known on that day.
    private static async Task<Results<Ok<Page<CourseFact>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct, DateOnly? knownOn = null)
    {
        if (await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is null) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<CourseFact>(
            db,
            $"""
            SELECT seq, version, fact, state, stage, cohort, class, articulation_id, present_institution, effective_on, recorded_on,
                recorded_at, superseded_on, superseded_at
            FROM enrollment.learner_fact
            WHERE learner_id = @id
                AND (@knownOn IS NULL OR (recorded_on <= @knownOn AND (superseded_on IS NULL OR superseded_on > @knownOn)))
            """,
            new { id, knownOn }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row);
    }
}
