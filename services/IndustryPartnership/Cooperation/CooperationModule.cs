using IndustryPartnership.Cooperation.Agreements;
using IndustryPartnership.Cooperation.Bases;
using IndustryPartnership.Cooperation.Consortia;
using IndustryPartnership.Cooperation.Consumers;
using IndustryPartnership.Cooperation.Organisations;
using IndustryPartnership.Cooperation.Projects;
using IndustryPartnership.Cooperation.TeacherPractices;
using Kernel;
using Kernel.Hosting;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace IndustryPartnership.Cooperation;

/// <summary>
/// What institutions and enterprises run together: organisations, agreements, consortia, bases, projects, and teachers' practice at bases.
/// It knows nothing of internships, which rest on it.
/// </summary>
internal static class CooperationModule
{
    public static void AddCooperation(this IServiceCollection services)
    {
        services.AddScoped<TakeSeat>();
        services.AddScoped(scope => new EndsWithBase(scope.GetRequiredService<TakeSeat>().EndWithBaseAsync));
        services.AddSingleton(ClientRow.Contacts);
        services.AddSingleton(Sweep.Of<ExpireAgreement>("agreement expiry"));
        services.AddSingleton(Sweep.Of<ExpireBase>("base expiry"));
        services.AddSingleton(new StateSource("industry-partnership/organisation", OrganisationRow.StatesAsync));
        services.AddSingleton(new StateSource("industry-partnership/agreement", AgreementRow.StatesAsync));
        services.AddSingleton(new StateSource("industry-partnership/teacher-practice", TeacherPracticeRow.StatesAsync));
        services.AddSingleton(scope => BaseRow.States(scope.GetRequiredService<Today>()));
        services.AddSingleton(new StateSource("industry-partnership/consortium", ConsortiumRow.StatesAsync));
        services.AddSingleton(scope => ProjectRow.States(scope.GetRequiredService<Today>()));
    }

    public static void AddCooperation(this IRegistrationConfigurator consumers) => consumers.AddConsumer<WhenPracticeChanged>();

    public static void MapCooperation(this RouteGroupBuilder api)
    {
        var organisations = api.MapGroup("").WithTags("Organisations");
        RegisterOrganisation.Map(organisations);
        VerifyEnterprise.Map(organisations);
        AmendOrganisation.Map(organisations);
        RecordStaffCount.Map(organisations);
        ReadStaffCounts.Map(organisations);
        AddContact.Map(organisations);
        EditContact.Map(organisations);
        RemoveContact.Map(organisations);
        ReadContacts.Map(organisations);
        CloseOrganisation.Map(organisations);
        ReadOrganisations.Map(organisations);
        AskVerification.Map(organisations);
        RefuseVerification.Map(organisations);
        ReadVerificationRequests.Map(organisations);

        var clients = api.MapGroup("").WithTags("Clients");
        AskClient.Map(clients);
        DecideClient.Map(clients);
        EditClient.Map(clients);
        RotateClientSecret.Map(clients);
        CloseClient.Map(clients);
        ReadClients.Map(clients);

        var agreements = api.MapGroup("").WithTags("Agreements");
        DraftAgreement.Map(agreements);
        EditAgreement.Map(agreements);
        ProposeAgreement.Map(agreements);
        SignAgreement.Map(agreements);
        CorrectPaperSignature.Map(agreements);
        AmendAgreement.Map(agreements);
        EndAgreement.Map(agreements);
        TagAgreement.Map(agreements);
        CompareCopy.Map(agreements);
        ReadAgreements.Map(agreements);

        var consortia = api.MapGroup("").WithTags("Consortia");
        ProposeConsortium.Map(consortia);
        EditConsortium.Map(consortia);
        JoinConsortium.Map(consortia);
        FoundConsortium.Map(consortia);
        LeaveConsortium.Map(consortia);
        DissolveConsortium.Map(consortia);
        ReadConsortia.Map(consortia);

        var bases = api.MapGroup("").WithTags("Bases");
        ProposeBase.Map(bases);
        EditBase.Map(bases);
        JoinBase.Map(bases);
        ApproveBase.Map(bases);
        EndBase.Map(bases);
        ReadBases.Map(bases);

        var projects = api.MapGroup("").WithTags("Projects");
        ProposeProject.Map(projects);
        EditProject.Map(projects);
        JoinProject.Map(projects);
        StartProject.Map(projects);
        AddMilestone.Map(projects);
        CloseProject.Map(projects);
        ReadProjects.Map(projects);

        var practices = api.MapGroup("").WithTags("Teachers' practices");
        RecordAttendance.Map(practices);
        EndTeacherPractice.Map(practices);
        ReadTeacherPractices.Map(practices);
        ReadBaseSeats.Map(practices);
    }
}
