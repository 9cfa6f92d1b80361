using IndustryPartnership.Cooperation.Organisations;
using IndustryPartnership.Internships.Applications;
using IndustryPartnership.Internships.Consumers;
using IndustryPartnership.Internships.Filings;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Links;
using IndustryPartnership.Internships.Logbooks;
using IndustryPartnership.Internships.Moves;
using IndustryPartnership.Internships.Placements;
using IndustryPartnership.Internships.Receipts;
using IndustryPartnership.Internships.Slots;
using IndustryPartnership.Internships.Templates;
using Kernel.Hosting;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace IndustryPartnership.Internships;

/// <summary>
/// Slots and their rules, applications, placements and their changes, logbooks and receipts. Cooperation's dependants are registered here.
/// </summary>
internal static class InternshipsModule
{
    public static void AddInternships(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(new RestsOnOrganisation("slot", SlotRow.OpenOfAsync));
        services.AddSingleton(new RestsOnOrganisation("placement", PlacementRow.OpenOfAsync));
        services.AddSingleton(RulePacks.Load(builder.Configuration));
        services.AddSingleton(PublicHolidays.Load(builder.Configuration));
        services.AddSingleton(new ReceiptKeys(builder.Configuration));
        services.AddSingleton(OneTimeLinks.Kept);
        services.AddSingleton(Sweep.Of<LapseOffer>("offer lapse"));
        services.AddSingleton(Sweep.Of<PutChangeIntoForce>("change of placement"));
        services.AddSingleton(Sweep.Of<CallOffPlacement>("placement that never began"));
        services.AddSingleton(new StateSource("industry-partnership/slot", SlotRow.StatesAsync));
        services.AddSingleton(new StateSource("industry-partnership/placement", PlacementRow.StatesAsync));
    }

    public static void AddInternships(this IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<WhenLearnerChanged>();
        consumers.AddConsumer<WhenArticulationChanged>();
        consumers.AddConsumer<WhenCertificateChanged>();
        consumers.AddConsumer<WhenTeacherChanged>();
    }

    public static void MapInternships(this RouteGroupBuilder api)
    {
        var slots = api.MapGroup("").WithTags("Internship slots");
        WriteSlot.Map(slots);
        JudgeSlot.Map(slots);
        SubmitSlot.Map(slots);
        ApproveSlot.Map(slots);
        OpenSlot.Map(slots);
        CloseSlot.Map(slots);
        RecordInsurance.Map(slots);
        CorrectInsurance.Map(slots);
        AnnulInsurance.Map(slots);
        ReadInsurances.Map(slots);
        NameFilings.Map(slots);
        ReadSlots.Map(slots);
        ReadRulePacks.Map(slots);
        ReadReceipts.Map(slots);

        var filings = api.MapGroup("").WithTags("Filings");
        RecordFiling.Map(filings);
        CorrectFiling.Map(filings);
        EndFiling.Map(filings);
        ReadFilings.Map(filings);

        var applications = api.MapGroup("").WithTags("Applications");
        ApplyForSlot.Map(applications);
        DecideApplication.Map(applications);
        AcceptOffer.Map(applications);
        WithdrawApplication.Map(applications);
        ReadApplications.Map(applications);

        var placements = api.MapGroup("").WithTags("Placements");
        AgreementTemplates.Map(placements);
        ConsentToPlacement.Map(placements);
        RefuseConsent.Map(placements);
        WithoutGuardian.Map(placements);
        GuardianLink.Map(placements);
        SignPlacement.Map(placements);
        CorrectPlacementAct.Map(placements);
        NameMentor.Map(placements);
        StartPlacement.Map(placements);
        PausePlacement.Map(placements);
        CompletePlacement.Map(placements);
        StopPlacement.Map(placements);
        AssessmentLink.Map(placements);
        ReadAssessment.Map(placements);
        NameTeacher.Map(placements);
        ReadTimeline.Map(placements);
        InternshipBoard.Map(placements);
        ReadPlacements.Map(placements);

        var changes = api.MapGroup("").WithTags("Changes of placements");
        ProposePlacementChange.Map(changes);
        AcceptPlacementChange.Map(changes);
        GuardianMoveLink.Map(changes);
        SignPlacementChange.Map(changes);
        CorrectPlacementChange.Map(changes);
        EndPlacementChange.Map(changes);
        ReadPlacementChanges.Map(changes);

        var logbooks = api.MapGroup("").WithTags("Logbooks");
        WriteLogbook.Map(logbooks);
        SignLogbook.Map(logbooks);
        ReadLogbook.Map(logbooks);
        ReadHours.Map(logbooks);
    }
}
